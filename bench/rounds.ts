/** A DON round, ours and the toolkit's, side by side: four nodes, one source, all HTTP through one world. */
import { oracleRequests, parseProgram, parseRequest } from "../simulations/node/request.ts";
import type { RawLog } from "../simulations/node/protocol.ts";
import type { LocalNetwork } from "../simulations/network/index.ts";
import { deploy } from "../simulations/studio.ts";
import { toBeHex } from "ethers";
import { STAND_IN_KEYS } from "../simulations/world/ai/keys.ts";
import { openLocal } from "./local.ts";
import { median } from "./statistics.ts";
import { type Simulator, openSimulator } from "./toolkit.ts";

/** Nodes of a DON. */
const NODES = 4;
/** Asks three exchanges and an AI. */
const PROGRAM = "bitcoin";
const FROM = Date.UTC(2024, 2, 1) / 1_000;
const DAY = 86_400;
/** Blocks of some rounds of ours and one of the toolkit's, so that a slow minute of the machine slows both. */
const BLOCKS = 6;
const OURS_A_BLOCK = 10;
/** Rounds that are not counted: connections open, code gets warm. */
const WARM_UP = 5;

/** Medians. */
export interface RoundFigures {
  /** Our nodes' rounds a second. */
  readonly perSecond: number;
  /** The toolkit's. */
  readonly toolkitPerSecond: number;
  /** HTTP requests that a node's run makes. */
  readonly requests: number;
}

/** Measures both. Every answer is compared: all that is timed must have done the same work. */
export async function measureRounds(): Promise<RoundFigures> {
  await using local = await openLocal(NODES, FROM);
  const { world, network } = local;
  const log = await requestLog(network);
  const { source, bytesArgs } = parseProgram(parseRequest(log).payload);
  await using simulator = await openSimulator(local, { source, bytesArgs: [...bytesArgs], secrets: STAND_IN_KEYS });
  const expected = (await simulator.round())[0];
  for (let round = 0; round < WARM_UP; round++) await ourRound(network, log, round, expected);

  const ours: number[] = [];
  const theirs: number[] = [];
  for (let block = 0; block < BLOCKS; block++) {
    for (let i = 0; i < OURS_A_BLOCK; i++) {
      const round = WARM_UP + block * OURS_A_BLOCK + i;
      ours.push(await timed(() => ourRound(network, log, round, expected)));
    }
    theirs.push(await timed(() => theirRound(simulator, expected)));
  }
  if (world.unexpected.length > 0) throw new Error(`The world has no ${world.unexpected[0]!.path}.`);
  return {
    perSecond: 1_000 / median(ours),
    toolkitPerSecond: 1_000 / median(theirs),
    requests: world.requests.countOf({ node: 0 }) / (1 + WARM_UP + ours.length + theirs.length),
  };
}

/** Milliseconds. */
async function timed(run: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

/** The `OracleRequest` of the program's first due period, as the coordinator emitted it. */
async function requestLog(network: LocalNetwork): Promise<RawLog> {
  const { works } = await deploy(network, [PROGRAM]);
  await network.setTime(FROM + DAY + works[0]!.program.schedule.settleDelay);
  const [performed] = await network.automation.tick();
  if (performed?.success !== true) throw new Error("Automation did not perform the upkeep.");
  const topic = oracleRequests.getEvent("OracleRequest")!.topicHash;
  const filter = { fromBlock: 0, toBlock: "latest", topics: [topic] };
  const [log] = await network.ethers.provider.getLogs(filter);
  if (log === undefined) throw new Error("The consumer sent no request.");
  return { address: log.address, topics: [...log.topics], data: log.data };
}

/** Observes on every node and signs: all of a round but the chain. The request's id is new, since a node runs a request once. */
async function ourRound({ nodes }: LocalNetwork, log: RawLog, round: number, expected?: string): Promise<void> {
  const topics = [log.topics[0]!, toBeHex(round + 1, 32), ...log.topics.slice(2)];
  const observed = await Promise.all(nodes.map((node) => node.observe({ ...log, topics })));
  const observations = observed.filter((one) => one !== undefined).map(({ observation }) => observation);
  compare(
    observations.map(({ result }) => result),
    expected,
  );
  const reports = await Promise.all(
    nodes.map((node) => node.ask<"report">({ type: "report", epoch: round + 1, observations })),
  );
  if (reports.some((report) => report === null)) throw new Error("A node signed no report.");
}

async function theirRound(simulator: Simulator, expected?: string): Promise<void> {
  compare(await simulator.round(), expected);
}

function compare(results: readonly string[], expected: string | undefined): void {
  if (expected === undefined || results.length !== NODES || results.some((result) => result !== expected)) {
    throw new Error(`Nodes answered ${results.join(", ")} where ${expected} was expected: the work is not the same.`);
  }
}
