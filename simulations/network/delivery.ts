/** How a signed report reaches the chain, or does not: at once, late, at another price, short of gas, twice. */
import type { SignedReport } from "../node/protocol.ts";
import type { Chain } from "./chain.ts";
import type { RpcReceipt } from "./rpc.ts";
import { type Transmission, encodeTransmit } from "./transmit.ts";

/** How a round's transmission goes; untold, at once, once and at the chain's gas price. */
export interface RoundOptions {
  /** Seconds that pass between the signing of a report and its transmission, as when a transaction is stuck. */
  readonly delaySeconds?: number;
  /** Wei a unit of gas; above the request's estimate the router refuses the report (code 3). */
  readonly gasPrice?: bigint;
  /** Gas limit of the transaction; with too little for the callback the router refuses the report (code 4), with less it all reverts. */
  readonly gas?: number;
  /**
   * The same report twice, by two transmitters: `again` in a later block, `together` in one block, `reorganised` in the block that takes the place
   * of the first one.
   */
  readonly repeated?: "again" | "together" | "reorganised";
  /** Happens between the signing of a report and its transmission, after the delay. */
  readonly meanwhile?: (request: PendingRequest) => Promise<void>;
}

/** A request that the DON has not answered yet. */
export interface PendingRequest {
  readonly requestId: string;
  /** ABI encoding of the commitment, as the router's `timeoutRequests` wants it. */
  readonly commitment: string;
  /** Unix seconds from which the request may be timed out. */
  readonly timeoutTimestamp: number;
}

export interface Delivery {
  /** Node by node, in the order of their turns. */
  readonly transmitters: readonly string[];
  readonly coordinator: string;
  readonly gas: number;
  readonly signatures: readonly SignedReport[];
  readonly request: PendingRequest;
}

/** Receipts of all transmissions, or why the chain took none. */
export type Delivered = { readonly receipts: readonly RpcReceipt[] } | { readonly reverted: string };

/** @throws Error if the chain fails otherwise than by a revert */
export async function deliver(chain: Chain, delivery: Delivery, options: RoundOptions): Promise<Delivered> {
  const { delaySeconds = 0, gasPrice, gas = delivery.gas, repeated, meanwhile } = options;
  if (delaySeconds > 0) await chain.setTime(chain.time + delaySeconds);
  await meanwhile?.(delivery.request);
  const { transmitters, coordinator: to, signatures } = delivery;
  const [first, second] = transmitters.map((from): Transmission => ({ from, to, gas, gasPrice, signatures }));
  if (first === undefined || second === undefined) throw new RangeError("A DON has at least two transmitters.");
  try {
    if (repeated === "together") return { receipts: await together(chain, [first, second]) };
    const undo = repeated === "reorganised" ? await chain.checkpoint() : undefined;
    const receipts = [await send(chain, first)];
    if (undo !== undefined) {
      await undo("goes on");
      return { receipts: [await send(chain, second)] };
    }
    if (repeated === "again") receipts.push(await send(chain, second));
    return { receipts };
  } catch (error) {
    return { reverted: revertReason(error) };
  }
}

function send(chain: Chain, { signatures, ...transaction }: Transmission): Promise<RpcReceipt> {
  return chain.send({ ...transaction, data: encodeTransmit(signatures) });
}

/** In one block, in this order. */
async function together(chain: Chain, transmissions: readonly Transmission[]): Promise<RpcReceipt[]> {
  const hashes: string[] = [];
  await chain.request("evm_setAutomine", [false]);
  try {
    for (const { signatures, ...transaction } of transmissions)
      hashes.push(await chain.submit({ ...transaction, data: encodeTransmit(signatures) }));
    await chain.mine();
  } finally {
    await chain.request("evm_setAutomine", [true]);
  }
  return Promise.all(hashes.map((hash) => chain.receipt(hash)));
}

function revertReason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (!/revert|out of gas/i.test(message)) throw error;
  return message;
}
