/** Where gas is measured: a chain whose every block is fixed, the Chainlink contracts, the protocol, and four keys that sign answers. */
import { hexlify, toUtf8Bytes } from "ethers";

import { Chain } from "../simulations/network/chain.ts";
import { readFulfilment } from "../simulations/network/fulfilment.ts";
import type { RpcLog, RpcReceipt } from "../simulations/network/rpc.ts";
import { encodeTransmit } from "../simulations/network/transmit.ts";
import { encodeFunctionsReport } from "../simulations/node/reports.ts";
import { oracleRequests, parseRequest } from "../simulations/node/request.ts";
import { signReport } from "../simulations/node/signing.ts";
import { FIRST_PERIOD, type Protocol, type ProtocolOptions, deployProtocol } from "../test/helpers/protocol.ts";
import { DAY } from "../test/helpers/sample.ts";

/** (n + f) / 2 + 1 of four nodes with one faulty. */
const QUORUM = 3;
const TRANSMIT_GAS = 900_000;
const ORACLE_REQUEST = oracleRequests.getEvent("OracleRequest")!.topicHash;

export interface Stage extends Protocol, AsyncDisposable {
  /** Sends a transaction and returns its receipt; a revert throws. */
  mined(sending: Promise<{ hash: string }>): Promise<RpcReceipt>;
  /** Answers the request that a transaction made, through the coordinator's `transmit`. */
  answer(request: RpcReceipt, response: string, error?: string): Promise<Answered>;
}

/** What a transmission did. */
export interface Answered {
  /** Gas that the router measured around the callback and billed. */
  readonly callbackGas: number;
  /** Gas of the whole transmission. */
  readonly transmissionGas: number;
  /** The router's FulfillResult: 0 fulfilled, 1 the callback failed. */
  readonly fulfillCode: number;
  readonly logs: readonly RpcLog[];
}

/** Deploys a stage. Equal calls give equal chains, to the last byte: no clock and no chance is left in them. */
export async function openStage(chainlink?: ProtocolOptions["chainlink"]): Promise<Stage> {
  const chain = await Chain.start({ initialTime: FIRST_PERIOD * DAY, gasPrice: 2_000_000_000n, accounts: 20 });
  const protocol = await deployProtocol({
    connection: chain.connection,
    ...(chainlink === undefined ? {} : { chainlink }),
  });
  const receiptOf = async (hash: string): Promise<RpcReceipt> =>
    chain.request<RpcReceipt>("eth_getTransactionReceipt", [hash]);
  const { oracles, functions, configDigest } = protocol;
  const transmitter = oracles[0]!.transmitter.address;
  await chain.request("hardhat_impersonateAccount", [transmitter]);
  await protocol.setBalance(transmitter, 10n ** 24n);
  let epoch = 0;

  async function answer(request: RpcReceipt, response: string, error = "0x"): Promise<Answered> {
    const log = request.logs.find(({ topics }) => topics[0] === ORACLE_REQUEST);
    if (log === undefined) throw new Error(`Transaction ${request.transactionHash} made no Functions request.`);
    const { requestId, callbackGasLimit, coordinator, commitment } = parseRequest(log);
    const report = encodeFunctionsReport({
      requestId,
      result: response,
      error,
      callbackGasLimit,
      coordinator,
      onchainMetadata: commitment,
    });
    epoch += 1;
    const signatures = oracles
      .slice(0, QUORUM)
      .map(({ signer }) => signReport(signer.signingKey, report, configDigest, epoch));
    const receipt = await chain.send({
      from: transmitter,
      to: String(functions.coordinator.target),
      data: encodeTransmit(signatures),
      gas: callbackGasLimit + TRANSMIT_GAS,
    });
    const { fulfillCode, callbackGas } = readFulfilment(receipt.logs, String(functions.router.target), requestId);
    if (callbackGas === undefined) throw new Error(`The router did not process the answer (code ${fulfillCode}).`);
    return { callbackGas, transmissionGas: Number(receipt.gasUsed), fulfillCode, logs: receipt.logs };
  }

  return {
    ...protocol,
    mined: async (sending) => receiptOf((await sending).hash),
    answer,
    close: () => chain.stop(),
    [Symbol.asyncDispose]: () => chain.stop(),
  };
}

/** An error text as the DON hands it over. */
export const errorText = (text: string): string => hexlify(toUtf8Bytes(text));
