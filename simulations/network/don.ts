/** The driver of the Functions DON: it carries logs to nodes, observations between them, and their reports to the coordinator. */
import type { Observation } from "../node/aggregation.ts";
import { oracleRequests, parseRequest } from "../node/request.ts";
import type { Chain } from "./chain.ts";
import { type Fulfilment, readFulfilment } from "./fulfilment.ts";
import type { NodeHandle } from "./nodes.ts";
import { functionsQuorum } from "./options.ts";
import type { RpcLog } from "./rpc.ts";
import { selectQuorum, transmit } from "./transmit.ts";

/** What one node saw, and how long its run took. */
export interface NodeObservation {
  readonly node: number;
  /** `0x` hex; set unless `error` is. */
  readonly result?: string;
  /** Text. */
  readonly error?: string;
  readonly ms: number;
}

/** What became of one request in one round. */
export interface RoundReport extends Partial<Fulfilment> {
  readonly requestId: string;
  readonly observations: readonly NodeObservation[];
  /** Nodes whose observation equals what was delivered. */
  readonly agreed: readonly number[];
  readonly delivered?: { readonly result: string; readonly error: string };
  readonly transmitted: boolean;
  readonly transactionHash?: string;
  /** Gas of the whole transmission. */
  readonly gasUsed?: number;
}

/** How a round's transmission goes; untold, at once and at the chain's gas price. */
export interface RoundOptions {
  /** Seconds that pass between the signing of a report and its transmission, as when a transaction is stuck. */
  readonly delaySeconds?: number;
  /** Wei a unit of gas; above the request's estimate the router refuses the report (code 3). */
  readonly gasPrice?: bigint;
}

export interface DonSetup {
  readonly chain: Chain;
  readonly nodes: readonly NodeHandle[];
  readonly transmitters: readonly string[];
  readonly coordinator: string;
  readonly router: string;
  readonly f: number;
}

interface Pending {
  readonly requestId: string;
  readonly log: RpcLog;
  readonly timeoutTimestamp: number;
  readonly callbackGasLimit: number;
}

interface Observed {
  readonly observation: Observation;
  readonly ms: number;
}

const ORACLE_REQUEST = oracleRequests.getEvent("OracleRequest")!.topicHash;
/** Gas of a transmission besides the callback: signatures, billing, the router's reserve. */
const TRANSMIT_GAS = 700_000;

export class Don {
  readonly #setup: DonSetup;
  readonly #pending = new Map<string, Pending>();
  #nextBlock = 0;
  #round = 0;

  constructor(setup: DonSetup) {
    this.#setup = setup;
  }

  /**
   * One OCR round for every request that stands on chain unanswered, in the order of their logs. A request that got no report stays
   * pending until it times out (300 s), as on a real DON.
   */
  async answerPending(options: RoundOptions = {}): Promise<RoundReport[]> {
    await this.#collect();
    const reports: RoundReport[] = [];
    for (const pending of [...this.#pending.values()]) {
      const report = await this.#answer(pending, options);
      if (report.fulfillCode === 0 || report.fulfillCode === 1) this.#pending.delete(pending.requestId);
      reports.push(report);
    }
    return reports;
  }

  async #collect(): Promise<void> {
    const { chain, coordinator } = this.#setup;
    const fromBlock = `0x${this.#nextBlock.toString(16)}`;
    const filter = { fromBlock, toBlock: "latest", address: coordinator, topics: [ORACLE_REQUEST] };
    for (const log of await chain.request<RpcLog[]>("eth_getLogs", [filter])) {
      const { requestId, timeoutTimestamp, callbackGasLimit } = parseRequest(log);
      this.#pending.set(requestId, { requestId, log, timeoutTimestamp, callbackGasLimit });
      this.#nextBlock = Number(log.blockNumber) + 1;
    }
    for (const { requestId, timeoutTimestamp } of this.#pending.values()) {
      if (timeoutTimestamp <= chain.time) this.#pending.delete(requestId);
    }
  }

  async #answer(pending: Pending, { delaySeconds = 0, gasPrice }: RoundOptions): Promise<RoundReport> {
    const round = this.#round++;
    const observed = await this.#observe(pending.log, round);
    const signatures = await this.#sign(observed, round);
    const base = { requestId: pending.requestId, observations: observed.map(describe) };
    if (signatures === undefined) return { ...base, agreed: [], transmitted: false };
    const { chain, coordinator, router, transmitters } = this.#setup;
    if (delaySeconds > 0) await chain.setTime(chain.time + delaySeconds);
    const receipt = await transmit(chain, {
      from: transmitters[round % transmitters.length]!,
      to: coordinator,
      gas: pending.callbackGasLimit + TRANSMIT_GAS,
      gasPrice,
      signatures,
    });
    const fulfilment = readFulfilment(receipt.logs, router, pending.requestId);
    return {
      ...base,
      ...fulfilment,
      agreed: agreeing(observed, fulfilment.delivered),
      transmitted: true,
      transactionHash: receipt.transactionHash,
      gasUsed: Number(receipt.gasUsed),
    };
  }

  /** In the order in which this round's leader hears them: it moves by one node a round. */
  async #observe(log: RpcLog, round: number): Promise<Observed[]> {
    const { nodes } = this.#setup;
    const inOrder = nodes.map((_, index) => nodes[(index + round) % nodes.length]!);
    const { address, topics, data } = log;
    const answers = await Promise.all(inOrder.map((node) => node.observe({ address, topics, data })));
    return answers.filter((answer) => answer !== undefined);
  }

  async #sign(observed: readonly Observed[], round: number): Promise<Awaited<ReturnType<typeof selectQuorum>>> {
    const { nodes, f } = this.#setup;
    const command = {
      type: "report",
      epoch: round + 1,
      observations: observed.map(({ observation }) => observation),
    } as const;
    const signed = await Promise.all(nodes.map((node) => node.tryAsk(command)));
    const reports = signed.filter((report) => report !== undefined && report !== null);
    return selectQuorum(reports, functionsQuorum({ nodes: nodes.length, f }));
  }
}

function describe({ observation: { node, result, error }, ms }: Observed): NodeObservation {
  return error === "0x" ? { node, result, ms } : { node, error: Buffer.from(error.slice(2), "hex").toString(), ms };
}

function agreeing(observed: readonly Observed[], delivered: RoundReport["delivered"]): number[] {
  return observed
    .filter(({ observation }) => observation.result === delivered?.result && observation.error === delivered.error)
    .map(({ observation }) => observation.node);
}
