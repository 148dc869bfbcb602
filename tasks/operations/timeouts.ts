/** Requests that nobody answered, and how a subscription gets back the LINK that they block. */
import { AbiCoder, type ContractTransactionResponse, type Provider, type Result } from "ethers";

import type { ServiceContracts } from "./services.ts";

type Functions = Pick<ServiceContracts, "router" | "coordinator">;

/** What the router has committed to of a request. */
export type Commitment = Extract<
  Parameters<ServiceContracts["router"]["timeoutRequests"]["staticCall"]>[0],
  readonly unknown[]
>[number];

/** A request that is neither answered nor given up. */
export interface UnansweredRequest {
  readonly requestId: string;
  /** The consumer that sent it. */
  readonly client: string;
  /** What it blocks. */
  readonly juels: bigint;
  /** Unix seconds from which it may be timed out. */
  readonly timeoutAt: number;
  /** As the router's `timeoutRequests` wants it. */
  readonly commitment: Commitment;
}

/** How many blocks are searched at once; public nodes refuse more than some thousands. */
const SPAN = 5_000;

/** How many requests of each consumer of a subscription are neither answered nor given up. */
export async function pendingRequests(
  { router }: Pick<Functions, "router">,
  id: bigint,
): Promise<{ readonly consumer: string; readonly pending: number }[]> {
  const { consumers } = await router.getSubscription(id);
  return Promise.all(
    consumers.map(async (consumer) => {
      const { initiatedRequests, completedRequests } = await router.getConsumer(consumer, id);
      return { consumer, pending: Number(initiatedRequests - completedRequests) };
    }),
  );
}

/**
 * Finds a subscription's unanswered requests in the router's events, the latest first, looking back no further than it has to.
 *
 * @param fromBlock no request was sent earlier
 */
export async function unansweredRequests(
  functions: Functions,
  id: bigint,
  fromBlock = 0,
): Promise<UnansweredRequest[]> {
  const { router } = functions;
  const wanted = (await pendingRequests(functions, id)).reduce((sum, { pending }) => sum + pending, 0);
  const found: UnansweredRequest[] = [];
  const over = new Set<string>();
  for (
    let last = await providerOf(functions).getBlockNumber();
    found.length < wanted && last >= fromBlock;
    last -= SPAN
  ) {
    const blocks = [Math.max(fromBlock, last - SPAN + 1), last] as const;
    const [started, processed, timedOut] = await Promise.all([
      router.queryFilter(router.filters.RequestStart(undefined, undefined, id), ...blocks),
      router.queryFilter(router.filters.RequestProcessed(undefined, id), ...blocks),
      router.queryFilter(router.filters.RequestTimedOut(), ...blocks),
    ]);
    for (const { args } of [...processed, ...timedOut]) over.add(args.requestId);
    const open = started.filter(({ args }) => !over.has(args.requestId));
    found.push(
      ...(await Promise.all(open.map(({ args, blockNumber }) => readRequest(functions, args.requestId, blockNumber)))),
    );
  }
  return found;
}

/** Whoever sends it, the LINK is the subscription's again; the coordinator takes no answer to these requests any more. */
export function timeOutRequests(
  { router }: Pick<Functions, "router">,
  requests: readonly Pick<UnansweredRequest, "commitment">[],
): Promise<ContractTransactionResponse> {
  return router.timeoutRequests(requests.map(({ commitment }) => commitment));
}

/**
 * A commitment as the router's `timeoutRequests` wants it.
 *
 * @param encoded the ABI encoding that the coordinator's event and a report carry
 */
export async function decodeCommitment({ router, coordinator }: Functions, encoded: string): Promise<Commitment> {
  const [decoded] = AbiCoder.defaultAbiCoder().decode([commitmentType(coordinator)], encoded) as unknown as [Result];
  return asRouterHasIt(router, decoded);
}

async function readRequest(functions: Functions, requestId: string, block: number): Promise<UnansweredRequest> {
  const { router, coordinator } = functions;
  // Of whichever coordinator: the DON may have another one by now.
  const logs = await providerOf(functions).getLogs({
    fromBlock: block,
    toBlock: block,
    topics: [coordinator.getEvent("OracleRequest").fragment.topicHash, requestId],
  });
  const read = logs
    .map((log) => ({ log, commitment: coordinator.interface.parseLog(log)?.args.getValue("commitment") as Result }))
    .find(({ log, commitment }) => commitment?.getValue("coordinator") === log.address);
  if (read === undefined) throw new Error(`Block ${block} has no event of a coordinator about request ${requestId}.`);
  const { commitment } = read;
  return {
    requestId,
    client: commitment.getValue("client") as string,
    juels: commitment.getValue("estimatedTotalCostJuels") as bigint,
    timeoutAt: Number(commitment.getValue("timeoutTimestamp")),
    commitment: await asRouterHasIt(router, commitment),
  };
}

/** The coordinator's event carries its operation fee where the router committed to its own fee. */
async function asRouterHasIt(router: ServiceContracts["router"], commitment: Result): Promise<Commitment> {
  const fields = commitment.toObject() as unknown as Commitment;
  return { ...fields, adminFee: await router.getAdminFee() };
}

function commitmentType({ interface: events }: ServiceContracts["coordinator"]) {
  return events.getEvent("OracleRequest").inputs.at(-1)!;
}

function providerOf({ router }: Pick<Functions, "router">): Provider {
  return router.runner!.provider!;
}
