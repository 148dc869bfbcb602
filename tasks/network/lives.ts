/** Programs living through periods: the clock is moved to whatever they wait for, and what happens is told as it comes. */
import { setTimeout as pause } from "node:timers/promises";

import { TaskFailure } from "../common/failure.ts";
import { fold } from "../common/fold.ts";
import { type Studio, command } from "../common/studio.ts";
import { note, print } from "../common/terminal.ts";
import { readAnswers } from "../evolution/answers.ts";
import { obstacle } from "../evolution/obstacle.ts";
import { type Standing, endOf, readStanding } from "../program/standing.ts";
import { dayOf, moment } from "../program/words.ts";

/** How long a look of Automation and a round of the DON may take in real time. */
const PATIENCE_MS = 30_000;
const POLL_MS = 100;
const WIDTH = 80;

/** How far a program has come. */
interface Life {
  readonly name: string;
  /** Periods still to live through. */
  left: number;
  /** The last period that is over: settled, or given up. */
  over: bigint | undefined;
}

export class Lives {
  readonly #studio: Studio;
  readonly #lives: readonly Life[];
  readonly #nameWidth: number;
  /** Programs whose period was given up, once for each. */
  readonly #gaps: string[] = [];
  #nextBlock = 0;

  constructor(studio: Studio, periods: number) {
    this.#studio = studio;
    this.#lives = Object.keys(studio.record.programs).map((name) => ({ name, left: periods, over: undefined }));
    this.#nameWidth = Math.max(...this.#lives.map(({ name }) => name.length));
  }

  /** @throws TaskFailure when nothing is deployed that could live, or nothing happens that should */
  async live(): Promise<{ readonly gaps: readonly string[] }> {
    this.#nextBlock = (await this.#studio.chain.ethers.provider.getBlockNumber()) + 1;
    for (const { life, standing } of await this.#look()) begin(life, standing);
    if (this.#lives.every(({ left }) => left === 0))
      throw new TaskFailure("No program is deployed and active that could settle a period.");
    while (this.#lives.some(({ left }) => left > 0)) await this.#step();
    return { gaps: this.#gaps };
  }

  /** Counts what is over; then waits for what is under way or, when nothing is, moves the clock to what is next. */
  async #step(): Promise<void> {
    const all = await this.#look();
    // By the same look as the waiting below: an answer that came since another would move the clock a period too far.
    for (const { life, standing } of all) this.#count(life, standing);
    // After the counting, so that whatever made a period count is told.
    await this.#tell();
    const looks = all.filter(({ life }) => life.left > 0);
    if (looks.length === 0) return;
    const now = Math.min(...looks.map(({ standing }) => standing.now));
    const waits = looks.map(({ standing }) => waitOf(standing));
    if (waits.some((until) => until === undefined)) await this.#something(marksOf(all));
    else await this.#moveTo(Math.max(now, Math.min(...waits.map((until) => until!))));
  }

  #look() {
    return Promise.all(
      this.#lives.map(async (life) => ({ life, standing: await readStanding(this.#studio, life.name) })),
    );
  }

  /** Waits until an answer came or a request went out since the look with these marks. */
  async #something(before: string): Promise<void> {
    const until = performance.now() + PATIENCE_MS;
    while (marksOf(await this.#look()) === before) {
      if (performance.now() > until)
        throw new TaskFailure("A period is due and nothing asks for it, or nobody answers.", {
          remedy: command(this.#studio.chain, "doctor"),
        });
      await pause(POLL_MS);
    }
  }

  /** What came of requests since the last time. */
  async #tell(): Promise<void> {
    const { provider } = this.#studio.chain.ethers;
    const from = this.#nextBlock;
    this.#nextBlock = (await provider.getBlockNumber()) + 1;
    for (const { life, standing } of await this.#look())
      for (const { blockNumber, period, words } of await readAnswers(this.#studio, standing, from)) {
        if (blockNumber >= this.#nextBlock) continue;
        const { timestamp } = (await provider.getBlock(blockNumber))!;
        const day = dayOf(endOf(standing.terms, period) - 1);
        const begins = `${moment(timestamp).slice(0, 16)}  ${life.name.padEnd(this.#nameWidth)}  ${day}  `;
        const [first, ...rest] = fold(words, WIDTH - begins.length);
        print([begins + first!, ...rest.map((line) => " ".repeat(begins.length) + line)].join("\n"));
      }
  }

  #count(life: Life, standing: Standing): void {
    const period = standing.ask.period;
    if (life.left === 0 || life.over === period || !isOver(standing)) return;
    life.over = period;
    life.left -= 1;
    if (standing.ask.due) this.#gaps.push(life.name);
  }

  async #moveTo(unixSeconds: number): Promise<void> {
    const { provider } = this.#studio.chain.connection;
    const { timestamp } = (await this.#studio.chain.ethers.provider.getBlock("latest"))!;
    if (unixSeconds <= timestamp) return;
    await provider.request({ method: "evm_setNextBlockTimestamp", params: [unixSeconds] });
    await provider.request({ method: "evm_mine", params: [] });
  }
}

/** A program that nothing will ask for has no periods to live through; what is over already does not count. */
function begin(life: Life, standing: Standing): void {
  const stuck = obstacle(standing, true)?.remedy;
  if (stuck !== undefined) {
    note(`${life.name} is left out: ${obstacle(standing, true)!.why}`);
    life.left = 0;
  }
  if (isOver(standing)) life.over = standing.ask.period;
}

/** Differs whenever a request was made or answered. */
function marksOf(looks: readonly { readonly standing: Standing }[]): string {
  const marks = looks.map(({ standing: { status, ask, requests } }) => [
    ...[ask.due, status.settledPeriod, status.evolutions],
    ...[requests?.status.pending, requests?.status.period, requests?.status.retryAt, requests?.status.tag],
    ...[requests?.status.attempts, requests?.status.confirmAttempts],
  ]);
  return marks.flat().join();
}

/** Whether nothing more will come of the last closed period. */
function isOver(standing: Standing): boolean {
  const { ask, requests, now } = standing;
  if (!ask.due) return true;
  if (requests === undefined || requests.status.pending || requests.status.period !== ask.period) return false;
  return requests.status.attempts >= requests.line.maxAttempts && (obstacle(standing, true)?.until ?? now) > now;
}

/** Until when nothing will happen by itself, unix seconds; undefined when something is under way. */
function waitOf(standing: Standing): number | undefined {
  if (standing.requests?.status.pending) return undefined;
  return obstacle(standing, true)?.until;
}
