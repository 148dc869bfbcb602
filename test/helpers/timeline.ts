/** A hand model of a multiplier over time: the changes of its value, second by second, and nothing of the ledger's checkpoints. */
export class Timeline {
  #changes: { from: number; value: number }[] = [];

  /** From a second on the value is `value`, until it becomes `preset` at `fallbackAt`. Whatever was foreseen for later is forgotten. */
  set(from: number, value: number, fallbackAt: number, preset: number): void {
    this.#changes = this.#changes.filter((change) => change.from < from);
    this.#changes.push({ from, value: fallbackAt <= from ? preset : value });
    if (fallbackAt > from) this.#changes.push({ from: fallbackAt, value: preset });
  }

  /** Sum of the value over every second before `time`. */
  until(time: number): bigint {
    return this.#changes.reduce((sum, { from, value }, index) => {
      const to = Math.min(time, this.#changes[index + 1]?.from ?? time);
      return to > from ? sum + BigInt(to - from) * BigInt(value) : sum;
    }, 0n);
  }

  /** Every second at which the value changes, and its neighbours. */
  seconds(until: number): number[] {
    return this.#changes.flatMap(({ from }) => [from - 1, from, from + 1]).filter((second) => second <= until);
  }
}
