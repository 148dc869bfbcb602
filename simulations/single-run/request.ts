/** A Functions request as a node finds it in the coordinator's event, without a chain that it stands on. */
import cbor from "cbor";
import { ZeroAddress, ZeroHash, getBytes, toBeHex } from "ethers";

import type { RawLog, SecretsReference } from "../node/protocol.ts";
import { oracleRequests } from "../node/request.ts";

export interface RequestContent {
  readonly source: string;
  /** `bytesArgs[0]`: `0x` and 106 bytes. */
  readonly tail: string;
  readonly secrets: SecretsReference;
}

/** As FunctionsConsumer asks for it. */
const CALLBACK_GAS = 300_000;
const SUBSCRIPTION = 1;
const DATA_VERSION = 1;
/** All zero: what only a chain could fill in. */
const COMMITMENT = [ZeroHash, ZeroAddress, 0, ZeroAddress, SUBSCRIPTION, CALLBACK_GAS, 0, 0, 0, 0, 0];

/** @param number makes the request's id: a node runs each request once */
export function requestLog(number: number, content: RequestContent): RawLog {
  const id = toBeHex(number, 32);
  const values = [
    ...[id, ZeroAddress, ZeroAddress, SUBSCRIPTION, ZeroAddress, payload(content), DATA_VERSION, ZeroHash],
    ...[CALLBACK_GAS, [id, ...COMMITMENT.slice(1)]],
  ];
  return { address: ZeroAddress, ...oracleRequests.encodeEventLog("OracleRequest", values) };
}

function payload({ source, tail, secrets: { slotId: slotID, version } }: RequestContent): Uint8Array {
  return cbor.encode({
    codeLocation: 0,
    language: 0,
    source,
    secretsLocation: 2,
    secrets: cbor.encode({ slotID, version }),
    bytesArgs: [Buffer.from(getBytes(tail))],
  });
}
