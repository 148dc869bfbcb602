/** Puts signed reports on chain, the way a node's transmitter does. Functions and Automation contracts share the method's shape. */
import { Interface, concat, hexlify } from "ethers";

import type { SignedReport } from "../node/protocol.ts";
import type { Chain } from "./chain.ts";
import type { RpcReceipt } from "./rpc.ts";

const ocr = new Interface([
  "function transmit(bytes32[3] reportContext, bytes report, bytes32[] rs, bytes32[] ss, bytes32 rawVs)",
]);

/** Calldata of `transmit`. */
export function encodeTransmit(signatures: readonly SignedReport[]): string {
  const [first] = signatures;
  if (first === undefined) throw new RangeError("A report needs at least one signature.");
  const parities = concat([Uint8Array.from({ length: 32 }, (_, index) => signatures[index]?.v ?? 0)]);
  return ocr.encodeFunctionData("transmit", [
    [...first.context],
    first.report,
    signatures.map(({ r }) => r),
    signatures.map(({ s }) => s),
    hexlify(parities),
  ]);
}

/**
 * Signatures over one and the same report, exactly `quorum` of them, or undefined if no report has as many. A faulty node that signs
 * something else is left alone with it.
 */
export function selectQuorum(signed: readonly SignedReport[], quorum: number): SignedReport[] | undefined {
  const groups = signed.map(({ report }) => signed.filter((other) => other.report === report));
  return groups.find((group) => group.length >= quorum)?.slice(0, quorum);
}

export interface Transmission {
  /** One of the contract's transmitters, an unlocked account. */
  readonly from: string;
  /** The contract. */
  readonly to: string;
  readonly gas: number;
  /** Wei a unit of gas; undefined: the chain's. */
  readonly gasPrice?: bigint | undefined;
  readonly signatures: readonly SignedReport[];
}

/** Sends a report; what became of it stands in the receipt's logs. */
export function transmit(chain: Chain, { signatures, ...transaction }: Transmission): Promise<RpcReceipt> {
  return chain.send({ ...transaction, data: encodeTransmit(signatures) });
}
