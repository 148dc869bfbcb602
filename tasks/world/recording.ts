import { existsSync } from "node:fs";
import { join } from "node:path";

import {
  type Fixture,
  FIXTURE_SCHEMA,
  type FixtureEntry,
  KEPT_HEADERS,
  readFixture,
  writeFixture,
} from "../../simulations/world/fixtures.ts";
import { PROVIDERS } from "../../simulations/world/providers/index.ts";
import { TaskFailure } from "../common/failure.ts";
import type { Asked } from "./ask.ts";

/** An answer worth keeping. */
export type Answer = Extract<Asked, { readonly body: string }>;

/** Name of the provider at a host: the world's service there, or the host itself. */
export function providerAt(host: string): string {
  return PROVIDERS.find(({ hosts }) => hosts.includes(host))?.name ?? host;
}

/** One provider's fixture while it is being recorded; on disk it is whole after every answer. */
export class Recording {
  readonly file: string;
  readonly #fixture: Omit<Fixture, "entries">;
  readonly #entries: Map<string, FixtureEntry>;
  #isChanged = false;

  /**
   * Goes on with the file in `folder`, if there is one. Throws when that cannot be read or came from another source: a file
   * has one source, and says which.
   */
  constructor(folder: string, about: Pick<Fixture, "host" | "licence" | "source">) {
    const provider = providerAt(about.host);
    this.file = join(folder, `${provider}.json`);
    this.#fixture = { schema: FIXTURE_SCHEMA, provider, ...about, synthetic: false };
    const before = existsSync(this.file) ? readFixture(this.file) : undefined;
    if (before !== undefined && (before.source !== about.source || before.synthetic || before.host !== about.host)) {
      const what = before.synthetic ? "holds made-up values" : `was recorded from ${before.source}`;
      throw new TaskFailure(`${this.file} ${what}, and this is ${about.source}; give another folder with --out.`);
    }
    this.#entries = new Map(before?.entries.map((entry) => [entry.request.url, entry]));
  }

  /** What was answered to a URL at or after a moment, unix seconds; an answer from before may have lacked what was final later. */
  find(url: string, since: number): FixtureEntry | undefined {
    const entry = this.#entries.get(url);
    return entry !== undefined && Date.parse(entry.retrievedAt) >= since * 1_000 ? entry : undefined;
  }

  /** Notes that a recorded answer serves a day too. */
  serves(url: string, date: string): void {
    const entry = this.#entries.get(url)!;
    if (entry.days.includes(date)) return;
    this.#entries.set(url, { ...entry, days: [...entry.days, date].toSorted() });
    this.#isChanged = true;
  }

  /** Keeps an answer to a URL, in place of an older one, and writes the file. */
  keep(url: string, date: string, { body, headers, retrievedAt }: Answer): void {
    const kept = KEPT_HEADERS.flatMap((name) => {
      const value = headers.get(name);
      return value ? [[name, value] as const] : [];
    });
    const days = [...new Set([...(this.#entries.get(url)?.days ?? []), date])].toSorted();
    const response = { status: 200, headers: Object.fromEntries(kept), body };
    this.#entries.set(url, { days, retrievedAt, request: { method: "GET", url }, response });
    this.#isChanged = true;
    this.save();
  }

  /** Writes what is not written yet. */
  save(): void {
    if (this.#isChanged) writeFixture(this.file, { ...this.#fixture, entries: [...this.#entries.values()] });
    this.#isChanged = false;
  }
}
