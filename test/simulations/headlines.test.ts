import { expect } from "chai";

import { type RunningStudio, startStudio } from "./story/running-studio.ts";
import program, { core } from "../../functions-source/programs/headlines.ts";
import { mintOne } from "../../simulations/studio.ts";

const DAYS = 5;

interface Metadata {
  readonly image: string;
  readonly description: string;
  readonly attributes: readonly { readonly trait_type: string; readonly value: string }[];
}

describe("headlines on a local network", () => {
  let studio: RunningStudio;
  const shown: Metadata[] = [];
  before(async () => {
    studio = await startStudio(["headlines"], "2026-11-01");
    const work = studio.workOf("headlines");
    const token = await mintOne(work, studio.network.accounts.users[0]!);
    for (let day = 0; day < DAYS; day++) {
      await studio.nextDay();
      const uri = await work.collection.tokenURI(token);
      shown.push(JSON.parse(Buffer.from(uri.slice(uri.indexOf(",") + 1), "base64").toString()) as Metadata);
    }
  });
  after(() => studio?.stop());

  it("evolves every day, by the AIs' word, and is refused nothing", async () => {
    const { ledger } = studio.deployment;
    const { id } = studio.workOf("headlines");
    expect((await ledger.statusOf(id)).evolutions).to.equal(BigInt(DAYS));
    for (let index = 0; index < DAYS; index++) {
      const { decider, multiplier } = await ledger.evolutionAt(id, index);
      expect([decider, multiplier]).to.deep.equal([1n, 10_000n]);
    }
    expect(studio.world.unexpected).to.deep.equal([]);
  });
  it("shows what the day was about in the words of its vocabulary, and a caption of its own", () => {
    for (const { attributes, description } of shown) {
      const traits = Object.fromEntries(attributes.map(({ trait_type, value }) => [trait_type.toLowerCase(), value]));
      expect(core.states.map(([name]) => name)).to.include(traits.state);
      expect(core.moods).to.include(traits.mood);
      expect(program.captions.some((caption) => description.includes(caption))).to.equal(true);
    }
  });
  it("is drawn otherwise on another day", () => {
    expect(new Set(shown.map(({ image }) => image)).size).to.be.at.least(3);
  });
});
