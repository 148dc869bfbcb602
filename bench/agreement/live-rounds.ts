/** The rounds of one period: what its nodes observe, and what was paid for. */
import { type Report, heardFirst, report } from "./don.ts";
import type { Nodes, Observed } from "./node-run.ts";
import type { Setting } from "./setting.ts";
import type { Input } from "./subject.ts";

/** Header and reading: what a candidate is known by, in `0x` and digits. */
const CANDIDATE_END = 2 + 128;

/** Rounds by which a liar learns how nodes are inclined. */
const TRIALS = 40;

/** A round of honest nodes: the first question of an attempt, or the one that confirms its candidate. */
export interface Round {
  readonly name: string;
  readonly observed: readonly Observed[];
}

export class LiveRounds {
  readonly setting: Setting;
  /** What a faultless run answers; undefined when it answers nothing. */
  readonly faultless: string | undefined;
  readonly #nodes: Nodes;
  readonly #input: Input;
  /** What the AIs' steady choices are drawn from. */
  readonly #seed: string;
  #likeliest: readonly string[] | undefined;
  held = 0;
  aiCalls = 0;
  /** Whether all honest nodes of the first round returned the same bytes. */
  allEqual: boolean | undefined;

  constructor(nodes: Nodes, input: Input, setting: Setting, seed: string) {
    [this.#nodes, this.#input, this.#seed, this.setting] = [nodes, input, seed, setting];
    const calm: Setting = { ...setting, providerFaults: 0, wobble: 0, borderline: 0, late: 0 };
    const { result, error } = nodes.run(input, input.tail(), calm, { input: seed, round: CALM, node: 0 });
    this.faultless = error === "0x" ? result : undefined;
  }

  /** What honest nodes say when they are asked anew, or for a candidate. Nobody has asked them yet. */
  foresee(attempt: number, candidate?: string): Round {
    const name = this.#nameOf(attempt, candidate);
    return { name, observed: this.#observe(name, this.#input.tail(candidate?.slice(0, CANDIDATE_END))) };
  }

  /** What honest nodes would say in the attempt's confirmation if they were not asked to vouch. */
  foreseeConfirmation(attempt: number): Round {
    const name = this.#nameOf(attempt, "any");
    return { name, observed: this.#observe(name, this.#input.tail()) };
  }

  /** The wrong answer that honest nodes give most often to this question, in so many trials that no round knows of. */
  likeliestWrong(): string | undefined {
    if (this.#likeliest === undefined) {
      const trials = Array.from({ length: TRIALS }, (_, trial) =>
        this.#observe(`${this.#seed}|trial ${trial}`, this.#input.tail()),
      ).flat();
      const counts = new Map<string, number>();
      for (const { result, error } of trials)
        if (error === "0x" && result !== this.faultless) counts.set(result, (counts.get(result) ?? 0) + 1);
      this.#likeliest = [...counts].sort((a, b) => b[1] - a[1]).map(([answer]) => answer);
    }
    return this.#likeliest[0];
  }

  /** The round takes place, and is paid for. */
  hold({ observed }: Round): void {
    this.held++;
    for (const { aiCalls } of observed) this.aiCalls += aiCalls;
    const [first] = observed;
    this.allEqual ??= observed.every(({ result, error }) => result === first!.result && error === first!.error);
  }

  /** Holds it, and makes a report of those who happen to be heard first. */
  settle(round: Round): Report {
    this.hold(round);
    return report(heardFirst(round.observed, this.setting, round.name), this.setting);
  }

  #nameOf(attempt: number, candidate: string | undefined): string {
    return `${this.#seed}|${attempt}${candidate === undefined ? "" : "c"}`;
  }

  #observe(round: string, tail: string): Observed[] {
    const { n, liars } = this.setting;
    return Array.from({ length: n - liars }, (_, node) =>
      this.#nodes.run(this.#input, tail, this.setting, { input: this.#seed, round, node }),
    );
  }
}

/** The round in which nothing goes wrong. */
export const CALM = "calm";
