import { expect } from "chai";

import { toHex } from "../../../functions-source/content/hex.ts";
import type { Settled } from "../../../functions-source/effects.ts";
import { evolve } from "../../../functions-source/evolve.ts";
import type { Program } from "../../../functions-source/program.ts";
import { loadProgram } from "../../../functions-source/programs.ts";
import { startWorld, type WorldOptions } from "../../../simulations/world/index.ts";
import { requestsFor } from "../../../tasks/world/feeds.ts";
import { periodsBetween } from "../../../tasks/world/periods.ts";
import { drive, tail } from "../../functions-source/support.ts";
import { Client } from "../../simulations/world/client.ts";
import { at } from "../../simulations/world/fixture.ts";
import { DAYS, FROM, NOW, SHIPPED, TO, useDesk } from "./desk.ts";

/** So late that Kraken has these days no more: what answers then is recorded. */
const YEARS_LATER = at("2019-07-01");

describe("what was recorded", () => {
  const desk = useDesk();

  for (const name of SHIPPED) {
    it(`plays back in a world to the bytes of ${name} that its providers gave`, async () => {
      const program = await loadProgram(name);
      await desk.record(program);
      const played = await answersOf(program, { now: () => YEARS_LATER, fixtures: desk.folder });
      expect(played).to.have.length(DAYS.length);
      expect(played).to.deep.equal(await answersOf(program, { now: () => NOW }));
    });
  }
});

/** A program's answers for the three periods as a node would give them in a world, in hexadecimal. */
async function answersOf({ core, schedule }: Program, options: Omit<WorldOptions, "nodes">): Promise<string[]> {
  await using world = await startWorld({ nodes: 1, ...options });
  const client = new Client(world);
  const answers: string[] = [];
  for (const { day } of periodsBetween(schedule, FROM, TO)) {
    const replies = new Map<string, Settled>();
    for (const { url } of requestsFor(core, day)) {
      const { status, body } = await client.get(url);
      replies.set(url, [status, body]);
    }
    const run = evolve(core, tail({ periodEnd: BigInt(day + 86_400), lastState: 255n }), {});
    answers.push(toHex(drive(run, ({ url }) => replies.get(url)).value));
  }
  client.close();
  expect(world.unexpected).to.deep.equal([]);
  return answers;
}
