/** What one run asked and what came back, for whoever wants to look over a node's shoulder. */
import type { Exchange } from "./protocol.ts";
import type { FetchRequest, FetchResponse } from "./sandbox-protocol.ts";

interface Entry {
  readonly url: string;
  readonly method: string;
  readonly started: number;
  done?: { readonly status: number | null; readonly refused?: string; readonly body: Uint8Array; readonly ms: number };
}

/** Written by the run's gate; what is not answered when the run ends stays given up. */
export class Journal {
  readonly #entries = new Map<number, Entry>();

  asked(id: number, { url, method }: FetchRequest): void {
    this.#entries.set(id, { url, method, started: performance.now() });
  }

  answered(id: number, { status, body }: FetchResponse, refused: string | undefined): void {
    this.#end(id, { status, ...(refused === undefined ? {} : { refused }), body: body ?? new Uint8Array() });
  }

  /** The run waits no longer: what comes now it will not see. */
  givenUp(id: number): void {
    this.#end(id, { status: null, body: new Uint8Array() });
  }

  /** In the order of asking. */
  exchanges(): Exchange[] {
    for (const id of this.#entries.keys()) this.givenUp(id);
    return [...this.#entries.values()].map(({ url, method, done }) => {
      const { body, ...rest } = done!;
      return { url, method, ...rest, bytes: body.length, body: new TextDecoder().decode(body) };
    });
  }

  #end(id: number, how: Omit<NonNullable<Entry["done"]>, "ms">): void {
    const entry = this.#entries.get(id);
    if (entry !== undefined) entry.done ??= { ...how, ms: performance.now() - entry.started };
  }
}
