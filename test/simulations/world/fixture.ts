import { startWorld, type World, type WorldOptions } from "../../../simulations/world/index.ts";
import { Client } from "./client.ts";

/** A world for one suite, with a clock that tests set and a client for each node. */
export interface Fixture {
  world: World;
  clients: Client[];
  now: number;
}

/** Unix seconds of an ISO date or time. */
export function at(iso: string): number {
  return Date.parse(iso) / 1000;
}

/** Starts a world before a suite and stops it afterwards; after each test its faults are gone. */
export function useWorld(now: string, options: Partial<WorldOptions> = {}): Fixture {
  const fixture = { now: at(now) } as Fixture;
  before(async () => {
    const nodes = options.nodes ?? 2;
    fixture.world = await startWorld({ ...options, nodes, now: () => fixture.now });
    fixture.clients = Array.from({ length: nodes }, (_, node) => new Client(fixture.world, node));
  });
  beforeEach(() => {
    fixture.now = at(now);
  });
  afterEach(() => fixture.world.faults.clear());
  after(async () => {
    for (const client of fixture.clients) client.close();
    await fixture.world.stop();
  });
  return fixture;
}
