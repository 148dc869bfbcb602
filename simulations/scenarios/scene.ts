/** One scene: a program lives through its periods, one after the other, with whatever faults are on. */
import { AbiCoder } from "ethers";

import { type Environment, type Lift, type Target, faultOf } from "../faults/index.ts";
import type { Work } from "../studio.ts";
import { type Outcome, type PeriodRecord, type RoundRecord, roundRecord } from "./record.ts";
import { type Setting, startOf } from "./setting.ts";

/** Who asks when a period is due. */
export type Keeper = "automation" | "stranger";

const RUNGS = ["fresh", "stale", "fallback"] as const;
const DECIDERS = ["none", "model", "rules"] as const;
const CANDIDATE = 2n;
/** Seconds between the rounds of one period: a block. */
const BLOCK = 12;
/** More than any line's attempts and confirmations can take. */
const MOST_STEPS = 24;

export class Scene {
  readonly part: string;
  readonly environment: Environment;
  readonly work: Work;
  readonly records: PeriodRecord[] = [];
  readonly notes: string[] = [];
  /** Seconds by which this scene's clock is late, which no other scene's is. */
  readonly #lag: number;
  #lifts: Lift[] = [];
  #next: number;

  constructor(part: string, environment: Environment, work: Work, setting: Setting, lag: number) {
    this.part = part;
    this.environment = environment;
    this.work = work;
    this.#lag = lag;
    this.#next = (startOf(setting) - work.program.schedule.anchor) / work.program.schedule.periodLength;
  }

  /** Applies faults by name; what it returns lifts them. The scene's end lifts what is left. */
  async strike(names: readonly string[], target?: Target): Promise<Lift> {
    const lifts: Lift[] = [];
    for (const name of names) {
      lifts.push(await faultOf(name).apply(this.environment, target));
      this.notes.push(`${this.#date(this.#next)}: ${faultOf(name).sentence}`);
    }
    this.#lifts.push(...lifts);
    return async () => {
      for (const lift of lifts.toReversed()) await lift();
    };
  }

  /** Lives through so many periods; returns their records. */
  async live(periods: number, keeper: Keeper = "automation"): Promise<PeriodRecord[]> {
    const lived: PeriodRecord[] = [];
    for (let index = 0; index < periods; index++) lived.push(await this.#livePeriod(this.#next++, keeper));
    this.records.push(...lived);
    return lived;
  }

  /** Lives on until the program evolves, for at most so many periods; returns all of them. */
  async liveUntilEvolved(most: number): Promise<PeriodRecord[]> {
    const lived: PeriodRecord[] = [];
    while (lived.length < most && lived.at(-1)?.outcome !== "evolved") lived.push(...(await this.live(1)));
    return lived;
  }

  /** Lifts what is still on. */
  async end(): Promise<void> {
    const lifts = this.#lifts.toReversed();
    this.#lifts = [];
    for (const lift of lifts) await lift();
  }

  async #livePeriod(period: number, keeper: Keeper): Promise<PeriodRecord> {
    const { network, deployment } = this.environment;
    const { grace } = (await deployment.consumer.configOf(this.work.id)).config;
    const due = this.#dueAt(period);
    const before = Number((await deployment.ledger.statusOf(this.work.id)).evolutions);
    const rounds: RoundRecord[] = [];
    let performed = 0;
    await network.setTime(Math.max(due, network.time));
    // A stranger may not ask before the grace time is over, and not at all if that lasts longer than the period.
    let at: number | undefined = due + (keeper === "stranger" ? Number(grace) : 0);
    for (let step = 0; at !== undefined && at < this.#dueAt(period + 1) && step < MOST_STEPS; step++) {
      await network.setTime(Math.max(at, network.time));
      const confirming = (await deployment.consumer.lineOf(this.work.id)).phase === CANDIDATE;
      performed += await this.#perform(keeper);
      const reports = await network.don.answerPending();
      rounds.push(...reports.map((report) => roundRecord(report, confirming)));
      at = await this.#nextMoment(keeper);
    }
    return this.#describe({ period, before, performed, rounds });
  }

  /** @returns how many transactions it took */
  async #perform(keeper: Keeper): Promise<number> {
    const { network, deployment } = this.environment;
    if (keeper === "automation") return (await network.automation.tick()).length;
    const stranger = deployment.consumer.connect(network.accounts.users[7]);
    const asks = AbiCoder.defaultAbiCoder().encode(["uint32[]", "uint32[]"], [[this.work.id], []]);
    await (await stranger.performUpkeep(asks)).wait();
    return 1;
  }

  /** Unix seconds of the next step, or undefined when the period is settled or out of attempts. */
  async #nextMoment(keeper: Keeper): Promise<number | undefined> {
    const { network, deployment } = this.environment;
    if (!(await deployment.ledger.ask(this.work.id)).due) return undefined;
    const line = await deployment.consumer.lineOf(this.work.id);
    const { config } = await deployment.consumer.configOf(this.work.id);
    const soon = network.time + BLOCK;
    const freeAt = line.pending ? Number(line.sentAt + config.requestTimeout) : soon;
    if (line.phase === CANDIDATE && !line.pending) return soon;
    if (keeper === "stranger") {
      const wait = line.publicAttempts === 0n ? 0n : config.backoff << (line.publicAttempts - 1n);
      return line.publicAttempts < config.maxAttempts ? Math.max(freeAt, Number(line.sentAt + wait)) : undefined;
    }
    return line.attempts < config.maxAttempts ? Math.max(freeAt, Number(line.retryAt)) : undefined;
  }

  #dueAt(period: number): number {
    const { anchor, periodLength, settleDelay } = this.work.program.schedule;
    return anchor + (period + 1) * periodLength + settleDelay + this.#lag;
  }

  #date(period: number): string {
    const { anchor, periodLength } = this.work.program.schedule;
    return new Date((anchor + period * periodLength) * 1_000).toISOString().slice(0, 10);
  }

  async #describe(lived: {
    readonly period: number;
    readonly before: number;
    readonly performed: number;
    readonly rounds: readonly RoundRecord[];
  }): Promise<PeriodRecord> {
    const { period, before, performed, rounds } = lived;
    const { ledger, consumer } = this.environment.deployment;
    const [status, line] = [await ledger.statusOf(this.work.id), await consumer.lineOf(this.work.id)];
    const count = Number(status.evolutions);
    const isSettled = count > 0 && Number(status.settledPeriod) === period;
    const outcome: Outcome = count > before ? "evolved" : isSettled ? "held" : "unsettled";
    return {
      period,
      date: this.#date(period),
      outcome,
      rung: RUNGS[Number(status.rung)]!,
      state: this.work.program.core.states[Number(status.state)]![0],
      multiplier: Number(status.multiplier),
      decider: DECIDERS[Number(status.decider)]!,
      reading: String(status.reading),
      ...(outcome === "evolved" ? { digest: await ledger.contentDigestAt(this.work.id, count - 1) } : {}),
      attempts: Number(line.attempts),
      publicAttempts: Number(line.publicAttempts),
      performed,
      rounds,
    };
  }
}
