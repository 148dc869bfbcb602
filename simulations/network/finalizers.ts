/** Things to end, in reverse order of their beginning, exactly once, all of them even if some fail. */
export class Finalizers {
  readonly #steps: (() => void | Promise<void>)[] = [];
  #running: Promise<void> | undefined;

  add(step: () => void | Promise<void>): void {
    this.#steps.push(step);
  }

  /**
   * Runs all steps; a second call waits for the first.
   *
   * @throws AggregateError of what failed, after everything was tried
   */
  run(): Promise<void> {
    this.#running ??= this.#unwind();
    return this.#running;
  }

  async #unwind(): Promise<void> {
    const failures: unknown[] = [];
    for (let step = this.#steps.pop(); step !== undefined; step = this.#steps.pop()) {
      try {
        await step();
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, "Some parts of the local network did not end cleanly.");
  }
}
