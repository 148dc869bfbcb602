/** Everything that answers in a world. Fixtures may come while it runs: a program made then brings its own. */
import { statSync } from "node:fs";

import { filesAt, fixtureResponder } from "./fixtures.ts";
import { withFixtures } from "./fixtures-service.ts";
import type { Service } from "./service.ts";

export class Services {
  readonly #providers: readonly Service[];
  readonly #others: readonly Service[];
  readonly #places: readonly string[];
  readonly #stage: (own: readonly Service[]) => readonly Service[];
  #byHost = new Map<string, Service>();
  /** The files that were read last. */
  #read = "";

  /**
   * @param providers may have fixtures before their own answers
   * @param others have none
   * @param fixtures files and folders of them
   * @param stage what answers in place of all these
   * @throws FixtureError for the first that cannot be used
   */
  constructor(
    providers: readonly Service[],
    others: readonly Service[],
    fixtures: string | readonly string[] = [],
    stage = (own: readonly Service[]): readonly Service[] => own,
  ) {
    this.#providers = providers;
    this.#others = others;
    this.#places = [fixtures].flat();
    this.#stage = stage;
    this.lookAgain();
  }

  get all(): readonly Service[] {
    return [...new Set(this.#byHost.values())];
  }

  at(host: string): Service | undefined {
    return this.#byHost.get(host);
  }

  /**
   * Reads the fixtures again where a file came, went or changed, and says whether one did. Meant for requests that nobody answers: as long as all
   * is well nothing is looked at.
   *
   * @throws FixtureError for the first that cannot be used; what was read before stays
   */
  lookAgain(): boolean {
    const files = this.#places.flatMap(filesAt).map(stamped).join("\n");
    if (files === this.#read && this.#byHost.size > 0) return false;
    const own = [...withFixtures(this.#providers, fixtureResponder(this.#places)), ...this.#others];
    const services = this.#stage(own);
    this.#byHost = new Map(services.flatMap((service) => service.hosts.map((host) => [host, service] as const)));
    this.#read = files;
    return true;
  }
}

function stamped(file: string): string {
  const stats = statSync(file, { throwIfNoEntry: false });
  return `${file} ${stats?.mtimeMs} ${stats?.size}`;
}
