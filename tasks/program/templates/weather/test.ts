import { fileURLToPath } from "node:url";

import { expect } from "chai";

import { bundle, MAX_BUNDLE_BYTES } from "../../../../functions-source/bundle.ts";
import { tryDecodeAnswer } from "../../../../functions-source/content/answer.ts";
import { evolve } from "../../../../functions-source/evolve.ts";
import program from "./program.ts";
import { fixtureResponder } from "../../../../simulations/world/fixtures.ts";
import { drive, tail } from "../../../../test/functions-source/support.ts";

const { core } = program;
const world = fixtureResponder(
  fileURLToPath(new URL("../../../../simulations/world/fixtures/my-program", import.meta.url)),
);

/** One run for a day on the fixtures alone: without keys no AI is asked, and the rules decide. */
function answerOn(day: string, last: { lastState: bigint; lastReading: bigint }) {
  const start = BigInt(Date.parse(`${day}T00:00:00Z`) / 1_000);
  const tailOfDay = tail({ period: start / 86_400n, periodEnd: start + 86_400n, ...last });
  const { value } = drive(evolve(core, tailOfDay, {}), ({ url }) => {
    const entry = world.find("GET", url);
    return entry && [entry.response.status, entry.response.body];
  });
  return tryDecodeAnswer(value)!;
}

describe("my-program", () => {
  it("keeps every rule, and its bundle the budget", async () => {
    expect((await bundle("my-program")).bytes).to.be.at.most(MAX_BUNDLE_BYTES);
  });

  it("becomes what the day's temperature says", () => {
    const first = { lastState: 255n, lastReading: 0n };
    expect(nameOf(answerOn("2012-03-01", first))).to.equal("frost");
    expect(nameOf(answerOn("2012-03-06", first))).to.equal("rain");
    expect(nameOf(answerOn("2012-03-11", first))).to.equal("sun");
  });

  it("moves only where the transitions lead", () => {
    expect(nameOf(answerOn("2012-03-11", { lastState: 0n, lastReading: -10n }))).to.equal("rain");
  });

  it("stays as it is when little has changed", () => {
    const { kind, reading } = answerOn("2012-03-06", { lastState: 1n, lastReading: 40n });
    expect([kind, reading]).to.deep.equal([2, 40n]);
  });
});

const nameOf = ({ state }: { readonly state: number }): string => core.states[state]![0];
