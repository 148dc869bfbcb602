/** What a transmission did, read from its logs. */
import { Interface } from "ethers";

import type { Chain } from "./chain.ts";
import type { RpcLog, RpcReceipt } from "./rpc.ts";

/** The router's and the billing coordinator's events. */
const events = new Interface([
  "event RequestProcessed(bytes32 indexed requestId, uint64 indexed subscriptionId, uint96 totalCostJuels, address transmitter, " +
    "uint8 resultCode, bytes response, bytes err, bytes callbackReturnData)",
  "event RequestNotProcessed(bytes32 indexed requestId, address coordinator, address transmitter, uint8 resultCode)",
  "event RequestBilled(bytes32 indexed requestId, uint96 juelsPerGas, uint256 l1FeeShareWei, uint96 callbackCostJuels, uint72 donFeeJuels, " +
    "uint72 adminFeeJuels, uint72 operationFeeJuels)",
]);

export interface Fulfilment {
  /** The router's FulfillResult: 0 fulfilled, 1 the callback failed, 2 to 6 not processed and not charged. */
  readonly fulfillCode: number;
  /** What the consumer was handed; missing when the request was not processed. Bytes as `0x` hex. */
  readonly delivered?: { readonly result: string; readonly error: string };
  /** Gas that the router measured around the callback. */
  readonly callbackGas?: number;
  /** What the subscription paid. */
  readonly costJuels?: bigint;
}

/** @throws Error if the logs say nothing about the request */
export function readFulfilment(logs: readonly RpcLog[], router: string, requestId: string): Fulfilment {
  const fulfilment = findFulfilment(logs, requestId);
  if (fulfilment !== undefined) return fulfilment;
  throw new Error(`Router ${router} said nothing about request ${requestId}: it is unknown, answered or timed out.`);
}

/** As {@link readFulfilment}, but undefined where the logs say nothing: the coordinator passes over requests that it does not know. */
export function findFulfilment(logs: readonly RpcLog[], requestId: string): Fulfilment | undefined {
  const parsed = logs
    .map((log) => events.parseLog(log))
    .filter((event) => event?.args.getValue("requestId") === requestId);
  const find = (name: string) => parsed.find((event) => event?.name === name)?.args;
  const notProcessed = find("RequestNotProcessed");
  if (notProcessed !== undefined) return { fulfillCode: Number(notProcessed.getValue("resultCode")) };
  const processed = find("RequestProcessed");
  const billed = find("RequestBilled");
  if (processed === undefined || billed === undefined) return undefined;
  return {
    fulfillCode: Number(processed.getValue("resultCode")),
    delivered: { result: processed.getValue("response"), error: processed.getValue("err") },
    callbackGas: exactCallbackGas(billed.getValue("callbackCostJuels"), billed.getValue("juelsPerGas")),
    costJuels: processed.getValue("totalCostJuels"),
  };
}

/**
 * Gas of the callback in a transmission, as the router measured it around its call and billed it.
 *
 * @throws Error if the transaction fulfilled nothing
 */
export async function callbackGasOf(chain: Chain, transactionHash: string): Promise<number> {
  const receipt = await chain.request<RpcReceipt | null>("eth_getTransactionReceipt", [transactionHash]);
  const billed = receipt?.logs
    .map((log) => events.parseLog(log))
    .find((event) => event?.name === "RequestBilled")?.args;
  if (billed === undefined) throw new Error(`Transaction ${transactionHash} fulfilled no Functions request.`);
  return exactCallbackGas(billed.getValue("callbackCostJuels"), billed.getValue("juelsPerGas"));
}

/** The bill is gas times price without rounding, so the division has no remainder. */
function exactCallbackGas(callbackCostJuels: bigint, juelsPerGas: bigint): number {
  if (juelsPerGas === 0n || callbackCostJuels % juelsPerGas !== 0n) {
    throw new Error(`${callbackCostJuels} juels are no whole amount of gas at ${juelsPerGas} juels each.`);
  }
  return Number(callbackCostJuels / juelsPerGas);
}
