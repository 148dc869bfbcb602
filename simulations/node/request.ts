/** Reads a Functions request out of the coordinator's `OracleRequest` event. */
import { AbiCoder, Interface, getBytes, hexlify } from "ethers";

import { type CborValue, decodeRecord } from "./cbor.ts";
import { LIMITS } from "./limits.ts";
import type { RawLog, SecretsReference } from "./protocol.ts";

export const COMMITMENT =
  "tuple(bytes32 requestId, address coordinator, uint96 estimatedTotalCostJuels, address client, uint64 subscriptionId, " +
  "uint32 callbackGasLimit, uint72 adminFee, uint72 donFee, uint40 gasOverheadBeforeCallback, uint40 gasOverheadAfterCallback, " +
  "uint32 timeoutTimestamp)";

/** FunctionsCoordinator v1.3.0's event. */
export const oracleRequests = new Interface([
  "event OracleRequest(bytes32 indexed requestId, address indexed requestingContract, address requestInitiator, uint64 subscriptionId, " +
    `address subscriptionOwner, bytes data, uint16 dataVersion, bytes32 flags, uint64 callbackGasLimit, ${COMMITMENT} commitment)`,
]);

/** What the chain says about a request, whatever its payload holds. */
export interface OracleRequest {
  readonly requestId: string;
  readonly coordinator: string;
  readonly callbackGasLimit: number;
  /** Unix seconds from which the request may be timed out. */
  readonly timeoutTimestamp: number;
  /** ABI encoding of the commitment, as a report carries it. */
  readonly commitment: string;
  /** The CBOR payload. */
  readonly payload: Uint8Array;
}

/** What a run is made of. */
export interface Program {
  readonly source: string;
  readonly args: readonly string[];
  /** `0x` hex texts, as user code sees them. */
  readonly bytesArgs: readonly string[];
  readonly secretsReference: SecretsReference | undefined;
}

/** @throws Error if the log is no `OracleRequest` */
export function parseRequest(log: RawLog): OracleRequest {
  const event = oracleRequests.parseLog({ topics: [...log.topics], data: log.data });
  if (event === null) throw new Error("The log is no OracleRequest of FunctionsCoordinator v1.3.0.");
  const commitment = event.args.getValue("commitment");
  return {
    requestId: event.args.getValue("requestId"),
    coordinator: commitment.getValue("coordinator").toLowerCase(),
    callbackGasLimit: Number(commitment.getValue("callbackGasLimit")),
    timeoutTimestamp: Number(commitment.getValue("timeoutTimestamp")),
    commitment: AbiCoder.defaultAbiCoder().encode([COMMITMENT], [commitment]),
    payload: getBytes(event.args.getValue("data")),
  };
}

/**
 * Decodes a request's payload.
 *
 * @throws Error whose message is the one that a DON reports for such a request
 */
export function parseProgram(payload: Uint8Array): Program {
  if (payload.length > LIMITS.payloadBytes) throw new Error(`request too big (max ${LIMITS.payloadBytes} bytes)`);
  const record = decodeRecord(payload);
  const source = record.get("source");
  if (typeof source !== "string" || location(record.get("codeLocation")) !== 0) throw new Error("CBOR parsing error");
  return {
    source,
    args: list(record.get("args"), (value) => typeof value === "string").map(String),
    bytesArgs: list(record.get("bytesArgs"), (value) => value instanceof Uint8Array).map((value) =>
      hexlify(value as Uint8Array),
    ),
    secretsReference: secretsReference(record),
  };
}

function secretsReference(record: Map<string, CborValue>): SecretsReference | undefined {
  const reference = record.get("secrets");
  if (reference === undefined) return undefined;
  if (location(record.get("secretsLocation")) !== 2)
    throw new Error("remote secrets are not supported; host them on the DON");
  if (!(reference instanceof Uint8Array)) throw new Error("CBOR parsing error");
  const hosted = decodeRecord(reference);
  return { slotId: location(hosted.get("slotID")), version: location(hosted.get("version")) };
}

function location(value: CborValue | undefined): number {
  if (value === undefined) return 0;
  if (typeof value !== "bigint") throw new Error("CBOR parsing error");
  return Number(value);
}

function list(value: CborValue | undefined, accepts: (item: CborValue) => boolean): CborValue[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || !value.every(accepts)) throw new Error("CBOR parsing error");
  return value;
}
