/** Gives up requests that nobody answered, as a subscription's owner does to get the blocked LINK back. */
import type { ServiceContracts } from "../../tasks/operations/services.ts";
import { decodeCommitment, timeOutRequests, unansweredRequests } from "../../tasks/operations/timeouts.ts";
import type { Environment } from "./fault.ts";

/** The same contracts with the types of their methods. */
const functionsOf = ({ network }: Environment) =>
  network.chainlink as unknown as Pick<ServiceContracts, "router" | "coordinator">;

/** @throws Error of the router if the request's time is not over or it is answered */
export async function timeOut(environment: Environment, commitment: string): Promise<void> {
  const functions = functionsOf(environment);
  const request = { commitment: await decodeCommitment(functions, commitment) };
  await (await timeOutRequests(functions, [request])).wait();
}

/** Times out every request of the deployment's subscription that was never answered and whose time is over. */
export async function timeOutExpired(environment: Environment): Promise<void> {
  const { network, deployment } = environment;
  const functions = functionsOf(environment);
  const unanswered = await unansweredRequests(functions, deployment.subscriptionId);
  const expired = unanswered.filter(({ timeoutAt }) => timeoutAt <= network.time);
  if (expired.length > 0) await (await timeOutRequests(functions, expired)).wait();
}
