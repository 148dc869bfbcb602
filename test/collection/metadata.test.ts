/*
 * ImagoCollection: what tokens show
 * ├── tokenURI on every rung: JSON with a picture, and what the ledger says at that second
 * ├── the same token looks different on every rung, two tokens look different on the same
 * ├── a token that does not exist: a named error
 * ├── hostile names: JSON that parses and gives the very text back, a picture without scripts
 * ├── contractURI (ERC-7572), supportsInterface (ERC-165, 721, 721 metadata, 4906)
 * └── ERC-4906: told by the ledger of an evolution and of a rung, by nobody else
 */
import { expect } from "chai";

import {
  PRICE,
  type Studio,
  config,
  deployCollection,
  deployStudio,
  metadataIn,
  textIn,
} from "../helpers/collection.ts";
import { FIRST_PERIOD, logsOf } from "../helpers/ledger.ts";
import { terms } from "../helpers/sample.ts";

const EVERY_TOKEN = [1n, 2n ** 256n - 1n];

describe("ImagoCollection: metadata", () => {
  let s: Studio;
  beforeEach(async () => {
    s = await deployStudio();
    await s.collection.connect(s.accounts.stranger).mint(2, { value: 2n * PRICE });
  });
  afterEach(() => s.close());

  const metadata = async (tokenId = 1) => metadataIn(await s.collection.tokenURI(tokenId));
  const shown = async () =>
    Object.fromEntries((await metadata()).attributes.map(({ trait_type, value }) => [trait_type, value]));

  describe("tokenURI", () => {
    it("says what the ledger says on every rung", async () => {
      const preset = { State: "gust", Rung: "fallback", caption: "dawn", mood: "low", Decider: "none" };
      expect(await shown()).to.deep.equal({ ...preset, Reading: -7, Multiplier: 0.8, Evolutions: 0 });

      await s.evolveOnTime(FIRST_PERIOD, { state: 2, traits: 6, reading: 12_345, multiplier: 12_500, decider: 2 });
      const evolved = {
        ...{ State: "storm", Rung: "fresh", caption: "dusk", mood: "high", Reading: 12_345, Multiplier: 1.25 },
        ...{ Decider: "rules", Period: FIRST_PERIOD, Evolutions: 1 },
        "Content id": await s.ledger.contentIdAt(1, 0),
      };
      expect(await shown()).to.deep.equal(evolved);
      expect((await metadata()).description).to.contain("Wings fold.");

      await s.setTime(s.dueAt(FIRST_PERIOD + 2));
      expect(await shown()).to.deep.equal({ ...evolved, Rung: "stale" });
      await s.setTime(s.dueAt(FIRST_PERIOD + 7));
      const fallen = { ...preset, Reading: -7, Multiplier: 0.8, Period: FIRST_PERIOD, Evolutions: 1 };
      expect(await shown()).to.deep.equal(fallen);
      await s.guarded.pause(1);
      expect(await shown()).to.deep.equal(fallen);
    });

    it("names the words of the version that made the evolution, also after new terms", async () => {
      await s.evolveOnTime(FIRST_PERIOD, { state: 2 });
      const before = await shown();
      await s.curated.updateProgram(1, terms({ preset: { state: 3, traits: 0, reading: 0, multiplier: 10_000 } }));
      expect(await shown()).to.deep.equal(before);
      await s.guarded.pause(1);
      expect(await shown()).to.include({ State: "eye", Rung: "fallback", Multiplier: 1 });
    });

    it("draws another picture for every rung and every token", async () => {
      const pictures: string[] = [await pictureOf(1), await pictureOf(2)];
      await s.evolveOnTime(FIRST_PERIOD);
      pictures.push(await pictureOf(1), await pictureOf(2));
      await s.setTime(s.dueAt(FIRST_PERIOD + 2));
      pictures.push(await pictureOf(1), await pictureOf(2));
      expect(new Set(pictures).size).to.equal(6);
      for (const picture of pictures) {
        expect(picture).to.match(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg".*<\/svg>$/s);
        expect(picture).not.to.match(/<script|href="http|url\(http|<foreignObject/i);
      }
    });

    it("is the same in the same state, and shows imageOf", async () => {
      expect(await s.collection.tokenURI(1)).to.equal(await s.collection.tokenURI(1));
      expect(await pictureOf(1)).to.equal(await s.collection.imageOf(1));
    });

    it("names the token that does not exist", async () => {
      const { collection } = s;
      for (const id of [0n, 3n, 2n ** 256n - 1n]) {
        for (const attempt of [collection.tokenURI(id), collection.imageOf(id), collection.seedOf(id)]) {
          await expect(attempt).to.be.revertedWithCustomError(collection, "ERC721NonexistentToken").withArgs(id);
        }
      }
    });

    const pictureOf = async (tokenId: number) => textIn((await metadata(tokenId)).image, "image/svg+xml");
  });

  describe("hostile words", () => {
    for (const words of [
      '"}, {"name":"forged',
      "back\\slash\\",
      'all \b\f\n\r\t "controls" \u0001\u001f',
      "</text><script>alert(1)</script>",
      "Mötley ☂ 🦋",
      "",
    ]) {
      it(`stay words: ${JSON.stringify(words)}`, async () => {
        const hostile = await deployCollection(s, s.renderer, { name: words, symbol: words, description: words });
        await hostile.mint(1, { value: PRICE });
        expect(metadataIn(await hostile.contractURI())).to.deep.equal({
          name: words,
          symbol: words,
          description: words,
        });
        const token = metadataIn(await hostile.tokenURI(1));
        expect(token.name).to.equal(`${words} #1`);
        expect(Object.keys(token).toSorted()).to.deep.equal(["attributes", "description", "image", "name"]);
        expect(textIn(token.image, "image/svg+xml")).not.to.match(/<script/i);
      });
    }
  });

  it("has metadata of its own (ERC-7572)", async () => {
    const { name, symbol, description } = config;
    expect(metadataIn(await s.collection.contractURI())).to.deep.equal({ name, symbol, description });
  });

  it("says which interfaces it has", async () => {
    for (const [id, has] of [
      ["0x01ffc9a7", true],
      ["0x80ac58cd", true],
      ["0x5b5e139f", true],
      ["0x49064906", true],
      ["0xffffffff", false],
      ["0x780e9d63", false],
    ] as const) {
      expect(await s.collection.supportsInterface(id), id).to.equal(has);
    }
  });

  describe("ERC-4906", () => {
    const updates = (sent: Parameters<typeof logsOf>[1]) => logsOf(s.collection, sent);
    const update = [{ name: "BatchMetadataUpdate", args: EVERY_TOKEN }];

    it("tells of an evolution and of a rung, and not of a HOLD or a refused answer", async () => {
      expect(await updates(await s.evolveOnTime(FIRST_PERIOD))).to.deep.equal(update);
      expect(await updates(await s.holdOnTime(FIRST_PERIOD + 1))).to.deep.equal([]);
      expect(await updates(await s.holdOnTime(FIRST_PERIOD + 2, { reading: 1 }))).to.deep.equal([]);
      await s.setTime(s.dueAt(FIRST_PERIOD + 3));
      expect(await updates(await s.ledger.connect(s.accounts.stranger).announce(1))).to.deep.equal(update);
    });

    it("believes the ledger alone", async () => {
      for (const by of [s.accounts.stranger, s.accounts.admin, s.accounts.manager]) {
        await expect(s.collection.connect(by).onProgramChanged(1))
          .to.be.revertedWithCustomError(s.collection, "CollectionNotLedger")
          .withArgs(by.address);
      }
    });

    it("fits into a listener's 30,000 gas", async () => {
      const names = (await logsOf(s.ledger, await s.evolveOnTime(FIRST_PERIOD))).map(({ name }) => name);
      expect(names).to.deep.equal(["Evolved"]);
    });
  });
});
