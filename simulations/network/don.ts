/** The driver of the Functions DON: it carries logs to nodes, observations between them, and their reports to the coordinator. */
import { oracleRequests, parseRequest } from "../node/request.ts";
import type { Chain } from "./chain.ts";
import { type PendingRequest, type RoundOptions, deliver } from "./delivery.ts";
import { type Distortion, Distortions } from "./distortions.ts";
import { findFulfilment } from "./fulfilment.ts";
import type { NodeHandle } from "./nodes.ts";
import { functionsQuorum } from "./options.ts";
import { type Observed, type RoundReport, agreeing, describe, isOver } from "./round-report.ts";
import type { RpcLog } from "./rpc.ts";
import { selectQuorum } from "./transmit.ts";

export interface DonSetup {
  readonly chain: Chain;
  readonly nodes: readonly NodeHandle[];
  readonly transmitters: readonly string[];
  readonly coordinator: string;
  readonly f: number;
}

interface Pending extends PendingRequest {
  readonly log: RpcLog;
  readonly callbackGasLimit: number;
}

const ORACLE_REQUEST = oracleRequests.getEvent("OracleRequest")!.topicHash;
/** Gas of a transmission besides the callback: signatures, billing, the router's reserve. */
const TRANSMIT_GAS = 700_000;

export class Don {
  readonly #setup: DonSetup;
  readonly #distortions = new Distortions();
  #pending = new Map<string, Pending>();
  #conditions: readonly RoundOptions[] = [];
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
      const report = await this.#answer(pending, Object.assign({}, ...this.#conditions, options) as RoundOptions);
      if (isOver(report)) this.#pending.delete(pending.requestId);
      reports.push(report);
    }
    return reports;
  }

  /** Lets every round from now on go so, where its own options say nothing; returns what ends that. */
  disturb(conditions: RoundOptions): () => void {
    const entry = { ...conditions };
    this.#conditions = [...this.#conditions, entry];
    return () => void (this.#conditions = this.#conditions.filter((other) => other !== entry));
  }

  /** Makes a node's process tell the others something else than it saw; returns what makes it honest again. */
  distort(node: number, distortion: Distortion): () => void {
    return this.#distortions.distort(node, distortion);
  }

  /** Remembers which requests stand on chain and whose turn it is; what it returns forgets all that came later, for a chain whose blocks are undone. */
  checkpoint(): () => void {
    const [pending, nextBlock, round] = [new Map(this.#pending), this.#nextBlock, this.#round];
    return () => {
      this.#pending = new Map(pending);
      this.#nextBlock = nextBlock;
      this.#round = round;
    };
  }

  async #collect(): Promise<void> {
    const { chain, coordinator } = this.#setup;
    const fromBlock = `0x${this.#nextBlock.toString(16)}`;
    const filter = { fromBlock, toBlock: "latest", address: coordinator, topics: [ORACLE_REQUEST] };
    for (const log of await chain.request<RpcLog[]>("eth_getLogs", [filter])) {
      const { requestId, commitment, timeoutTimestamp, callbackGasLimit } = parseRequest(log);
      this.#pending.set(requestId, { requestId, commitment, log, timeoutTimestamp, callbackGasLimit });
      this.#nextBlock = Number(log.blockNumber) + 1;
    }
    for (const { requestId, timeoutTimestamp } of this.#pending.values()) {
      if (timeoutTimestamp <= chain.time) this.#pending.delete(requestId);
    }
  }

  async #answer(pending: Pending, options: RoundOptions): Promise<RoundReport> {
    const round = this.#round++;
    const observed = await this.#observe(pending.log, round);
    const signatures = await this.#sign(observed, round);
    const base = { requestId: pending.requestId, observations: observed.map(describe) };
    if (signatures === undefined) return { ...base, agreed: [], transmitted: false };
    const { chain, coordinator, transmitters } = this.#setup;
    const inTurn = transmitters.map((_, index) => transmitters[(round + index) % transmitters.length]!);
    const gas = pending.callbackGasLimit + TRANSMIT_GAS;
    const delivery = { transmitters: inTurn, coordinator, gas, signatures, request: pending };
    const delivered = await deliver(chain, delivery, options);
    if ("reverted" in delivered) return { ...base, agreed: [], transmitted: false, reverted: delivered.reverted };
    const [receipt] = delivered.receipts;
    const logs = delivered.receipts.flatMap((each) => each.logs);
    const fulfilment = findFulfilment(logs, pending.requestId);
    return {
      ...base,
      ...fulfilment,
      agreed: agreeing(observed, fulfilment?.delivered),
      transmitted: true,
      transactionHash: receipt!.transactionHash,
      gasUsed: Number(receipt!.gasUsed),
    };
  }

  /** In the order in which this round's leader hears them: it moves by one node a round. */
  async #observe(log: RpcLog, round: number): Promise<Observed[]> {
    const { nodes } = this.#setup;
    const inOrder = nodes.map((_, index) => nodes[(index + round) % nodes.length]!);
    const { address, topics, data } = log;
    const answers = await Promise.all(inOrder.map((node) => node.observe({ address, topics, data })));
    return this.#distortions.apply(answers.filter((answer) => answer !== undefined));
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
