/** What a chapter has begun, so that one call ends all of it at any moment. */
import { Finalizers } from "./network/finalizers.ts";

interface Stoppable {
  stop(): Promise<void>;
}

/** Ends things in reverse order. What is just starting is waited for, and nothing starts after the end. */
export class Begun {
  readonly #finalizers = new Finalizers();
  #ended = false;

  get ended(): boolean {
    return this.#ended;
  }

  /** @throws Error if the end has come */
  async begin<T extends Stoppable>(start: () => Promise<T>): Promise<T> {
    this.#goOn();
    const starting = start();
    this.#finalizers.add(async () => (await starting.catch(() => undefined))?.stop());
    const started = await starting;
    this.#goOn();
    return started;
  }

  stop(): Promise<void> {
    this.#ended = true;
    return this.#finalizers.run();
  }

  #goOn(): void {
    if (this.#ended) throw new Error("The story was ended while it began.");
  }
}
