/** What is happening, while it happens: on a terminal one line that moves, elsewhere a line for each step. */
export class Progress {
  readonly #stream: Pick<NodeJS.WriteStream, "write" | "isTTY">;
  #days = 0;
  #moving = false;

  constructor(stream: Pick<NodeJS.WriteStream, "write" | "isTTY">) {
    this.#stream = stream;
  }

  /** A step of its own. */
  line(text: string): void {
    this.done();
    this.#stream.write(`  ${text}\n`);
  }

  chapter(number: number, of: number, title: string, days: number): void {
    this.done();
    this.#days = days;
    this.#stream.write(`\nchapter ${number} of ${of}: ${title}\n`);
  }

  /** A period has ended. */
  period(day: number): void {
    if (this.#stream.isTTY) {
      const done = Math.round((30 * day) / this.#days);
      this.#stream.write(`\r  [${"#".repeat(done)}${".".repeat(30 - done)}] day ${day} of ${this.#days}`);
      this.#moving = true;
    } else if (day % 10 === 0 || day === this.#days) {
      this.#stream.write(`  day ${day} of ${this.#days}\n`);
    }
  }

  /** Ends a moving line. */
  done(): void {
    if (this.#moving) this.#stream.write("\n");
    this.#moving = false;
  }
}
