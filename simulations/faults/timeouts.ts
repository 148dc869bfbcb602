/** Gives up requests that nobody answered, as a subscription's owner does to get the blocked LINK back. */
import { AbiCoder } from "ethers";

import { COMMITMENT, oracleRequests, parseRequest } from "../node/request.ts";
import type { Environment } from "./fault.ts";

interface Log {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
}

/** A commitment as the router's `timeoutRequests` wants it, from the bytes that a report carries. */
async function asRouterHasIt({ network }: Environment, commitment: string): Promise<Record<string, unknown>> {
  const [decoded] = AbiCoder.defaultAbiCoder().decode([COMMITMENT], commitment);
  // The coordinator's event carries its operation fee in this place; the router committed to its own.
  const adminFee = (await network.chainlink.router.getFunction("getAdminFee").staticCall()) as bigint;
  return { ...(decoded.toObject() as Record<string, unknown>), adminFee };
}

/** @throws Error of the router if the request's time is not over or it is answered */
export async function timeOut(environment: Environment, commitment: string): Promise<void> {
  const request = await asRouterHasIt(environment, commitment);
  await (await environment.network.chainlink.router.getFunction("timeoutRequests").send([request])).wait();
}

/** Times out every request that was never answered and whose time is over. */
export async function timeOutExpired(environment: Environment): Promise<void> {
  const { router, coordinator } = environment.network.chainlink;
  const filter = {
    fromBlock: "0x0",
    toBlock: "latest",
    address: String(coordinator.target),
    topics: [oracleRequests.getEvent("OracleRequest")!.topicHash],
  };
  const logs = (await environment.network.provider.request({ method: "eth_getLogs", params: [filter] })) as Log[];
  for (const log of logs) {
    const { commitment } = parseRequest(log);
    const request = await asRouterHasIt(environment, commitment);
    const expired = await router
      .getFunction("timeoutRequests")
      .staticCall([request])
      .then(
        () => true,
        () => false,
      );
    if (expired) await timeOut(environment, commitment);
  }
}
