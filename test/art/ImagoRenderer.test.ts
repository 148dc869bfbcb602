import { readFileSync, writeFileSync } from "node:fs";

import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { network } from "hardhat";

import { assertWellFormed, coloursOf, decodeDataUri, difference, forewingOf, pixels } from "./pictures.ts";
import { knownTraits, portrait, randomPortrait, Rung, trait } from "./portraits.ts";
import type { Portrait, Wish } from "./portraits.ts";

const RANDOM_PORTRAITS = 256;
const MAX_URI_BYTES = 8_192;
const MAX_SVG_BYTES = 3_650;
const MAX_GAS = 700_000n;
const ANY_GAS = 15_000_000n;
const MAX_CODE_BYTES = 22_000;
const MAX_INT128 = 2n ** 127n - 1n;
/** Pictures of 75 pixels whose channels differ less than this on average look alike. */
const AT_A_GLANCE = 8;

const GOLDEN: Record<string, Wish> = {
  "fresh-cold": { seed: id("golden 1"), state: 0, traits: knownTraits(1) },
  "fresh-middle": { seed: id("golden 2"), state: 3, traits: knownTraits(4, 3, 2), reading: -40_000n },
  "fresh-hot": { seed: id("golden 3"), state: 6, traits: knownTraits(5, 2, 3), reading: 9_000n },
  stale: { seed: id("golden 4"), state: 4, traits: knownTraits(0), rung: Rung.stale },
  fallback: { seed: id("golden 5"), state: 2, traits: knownTraits(3), rung: Rung.fallback },
};

/** What a transaction pays before it runs: 21,000, and 16 or 4 a byte of data. A view inside a call pays none of it. */
function intrinsicGas(data: string): bigint {
  const bytes = [...Buffer.from(data.slice(2), "hex")];
  return 21_000n + BigInt(bytes.reduce((sum, byte) => sum + (byte === 0 ? 4 : 16), 0));
}

interface Metadata {
  name: string;
  description: string;
  image: string;
  attributes: { trait_type: string; value: string | number }[];
}

describe("ImagoRenderer", () => {
  async function deployRenderer() {
    const { ethers } = await network.create();
    const renderer = await ethers.deployContract("ImagoRenderer");
    const image = (p: Portrait): Promise<string> => renderer.getFunction("image").staticCall(p);
    const tokenURI = (p: Portrait, gas = ANY_GAS): Promise<string> => {
      const data = renderer.interface.encodeFunctionData("tokenURI", [p]);
      return renderer.getFunction("tokenURI").staticCall(p, { gasLimit: gas + intrinsicGas(data) });
    };
    const metadata = async (p: Portrait): Promise<Metadata> =>
      JSON.parse(decodeDataUri(await tokenURI(p), "application/json")) as Metadata;
    return { ethers, renderer, image, tokenURI, metadata };
  }

  let fixture: Awaited<ReturnType<typeof deployRenderer>>;
  before(async () => {
    fixture = await deployRenderer();
  });

  const imagesOf = (wishes: Wish[]) => Promise.all(wishes.map((wish) => fixture.image(portrait(wish))));

  function expectDistinct(svgs: string[]): void {
    const small = svgs.map((svg) => pixels(svg, 75));
    small.forEach((a, i) =>
      small.slice(i + 1).forEach((b, j) => {
        expect(difference(a, b), `pictures ${i} and ${i + 1 + j}`).to.be.greaterThan(AT_A_GLANCE);
      }),
    );
  }

  it("fits the contract size limit", async () => {
    const code = await fixture.ethers.provider.getCode(await fixture.renderer.getAddress());
    expect((code.length - 2) / 2).to.be.at.most(MAX_CODE_BYTES);
  });

  it("draws 256 random portraits as small, safe, well-formed SVG within the gas limit", async function () {
    this.timeout(60_000);
    for (let n = 0; n < RANDOM_PORTRAITS; n++) {
      const sitter = randomPortrait(n);
      const uri = await fixture.tokenURI(sitter, MAX_GAS);
      expect(uri.length, `URI of portrait ${n}`).to.be.at.most(MAX_URI_BYTES);
      const { image } = JSON.parse(decodeDataUri(uri, "application/json")) as Metadata;
      const svg = decodeDataUri(image, "image/svg+xml");
      expect(svg.length, `SVG of portrait ${n}`).to.be.at.most(MAX_SVG_BYTES);
      assertWellFormed(svg);
      expect(pixels(svg, 30).length).to.equal(30 * 30 * 4);
      expect(svg).not.to.match(/<script|href="http|url\(http|foreignObject|\son[a-z]+=/i);
    }
  });

  it("keeps the largest vocabulary within the limits", async () => {
    const name = (i: number) => `${i}${"n".repeat(23)}`;
    const traits = Array.from({ length: 8 }, (_, i) => ({ name: name(i), value: name(i), index: 31, count: 32 }));
    const wish = { traits, stateName: name(9), program: name(9), caption: "c".repeat(120), reading: -MAX_INT128 };
    for (let n = 0; n < 32; n++) {
      const sitter = portrait({ ...wish, seed: id(`large ${n}`), rung: n % 3 });
      expect((await fixture.tokenURI(sitter, MAX_GAS)).length).to.be.at.most(MAX_URI_BYTES);
    }
  });

  it("draws the same portrait the same way, whatever the time and the token's number", async () => {
    const sitter = portrait();
    expect(await fixture.image({ ...sitter, now: 1, tokenId: 8n })).to.equal(await fixture.image(sitter));
  });

  it("shows in tokenURI the picture of image", async () => {
    const { image } = await fixture.metadata(portrait());
    expect(decodeDataUri(image, "image/svg+xml")).to.equal(await fixture.image(portrait()));
  });

  it("takes the shape from the seed and the colours from elsewhere", async () => {
    const [first, second] = await imagesOf([{ seed: id("one") }, { seed: id("two") }]);
    expect(forewingOf(first!)).not.to.equal(forewingOf(second!));
    expect(coloursOf(first!)).to.deep.equal(coloursOf(second!));
  });

  it("takes the colours from the state and leaves the shape alone", async () => {
    const [first, second] = await imagesOf([{ state: 1 }, { state: 5 }]);
    expect(forewingOf(first!)).to.equal(forewingOf(second!)).and.not.to.equal("");
    expect(coloursOf(first!)).not.to.deep.equal(coloursOf(second!));
  });

  it("makes seven states differ at a glance", async () => {
    expectDistinct(await imagesOf(Array.from({ length: 7 }, (_, state) => ({ state }))));
  });

  it("makes eight palettes differ at a glance", async () => {
    const wishes = Array.from({ length: 8 }, (_, palette) => ({ state: 4, traits: knownTraits(palette) }));
    expectDistinct(await imagesOf(wishes));
  });

  it("gives each of 32 palettes its own colours", async () => {
    const wishes = Array.from({ length: 32 }, (_, index) => ({ traits: [trait("palette", index, 32)] }));
    const colours = (await imagesOf(wishes)).map((svg) => coloursOf(svg).join());
    expect(new Set(colours).size).to.equal(32);
  });

  it("makes the rungs differ at a glance, in every state", async () => {
    for (let state = 0; state < 7; state++) {
      expectDistinct(await imagesOf(Object.values(Rung).map((rung) => ({ state, rung }))));
    }
  });

  it("returns to a chrysalis in fallback", async () => {
    const [fresh, fallback] = await imagesOf([{}, { rung: Rung.fallback }]);
    expect(forewingOf(fresh!)).not.to.equal("");
    expect(forewingOf(fallback!)).to.equal("");
    expect(fallback).to.include("url(#p)");
  });

  it("never reverts: absent, foreign and extreme values are drawn", async () => {
    const extremes: Wish[] = [
      { state: 255, states: 0, traits: [] },
      { state: 255, states: 1, reading: MAX_INT128 },
      { state: 0, states: 255, reading: -MAX_INT128 - 1n },
      { traits: ["palette", "mood", "energy"].map((name) => ({ name, value: "", index: 255, count: 0 })) },
      { traits: ["palette", "mood", "energy"].map((name) => ({ name, value: "", index: 255, count: 255 })) },
      { seed: ZeroHash, tokenId: 2n ** 256n - 1n, multiplier: 65_535, evolutions: 2 ** 32 - 1 },
      { seed: `0x${"ff".repeat(32)}`, collection: "", program: "", caption: "", stateName: "", contentId: "" },
      { collection: "x".repeat(20_000) },
    ];
    for (const wish of extremes) {
      for (const rung of Object.values(Rung)) {
        const { image } = await fixture.metadata(portrait({ ...wish, rung }));
        assertWellFormed(decodeDataUri(image, "image/svg+xml"));
      }
    }
  });

  it("writes name, description and attributes", async () => {
    const { name, description, attributes } = await fixture.metadata(portrait({ reading: -120n }));
    expect(name).to.equal("Imago #7");
    expect(description)
      .to.match(/^The market holds its breath\. An insect/)
      .and.to.include("sp500");
    expect(attributes).to.deep.equal([
      { trait_type: "State", value: "calm" },
      { trait_type: "Rung", value: "fresh" },
      { trait_type: "energy", value: "energy-1" },
      { trait_type: "mood", value: "mood-1" },
      { trait_type: "palette", value: "palette-0" },
      { trait_type: "Reading", value: -120 },
      { trait_type: "Multiplier", value: 1.05 },
      { trait_type: "Decider", value: "model" },
      { trait_type: "Period", value: 14_200 },
      { trait_type: "Evolutions", value: 12 },
      { trait_type: "Content id", value: `bafkrei${"a".repeat(52)}` },
    ]);
  });

  it("leaves out what does not exist yet: period before the first evolution, content id in fallback", async () => {
    const { attributes } = await fixture.metadata(portrait({ rung: Rung.fallback, evolutions: 0 }));
    const values = Object.fromEntries(attributes.map(({ trait_type, value }) => [trait_type, value]));
    expect(values).to.include({ Rung: "fallback", Decider: "none", Evolutions: 0 });
    expect(values).not.to.have.any.keys("Period", "Content id");
  });

  it("writes multipliers as decimals", async () => {
    for (const multiplier of [0, 1, 90, 10_000, 10_500, 12_345, 65_535]) {
      const { attributes } = await fixture.metadata(portrait({ multiplier }));
      const found = attributes.find(({ trait_type }) => trait_type === "Multiplier");
      expect(found?.value).to.equal(multiplier / 10_000);
    }
  });

  it("escapes hostile names in the JSON and keeps them out of the picture", async () => {
    const hostile = '"</svg><script>alert(1)</script>\\\n\u0001';
    const traits = [{ name: hostile, value: hostile, index: 0, count: 1 }];
    const wish = { collection: hostile, program: hostile, caption: hostile, stateName: hostile, traits };
    const { name, attributes, image } = await fixture.metadata(portrait({ ...wish, contentId: hostile }));
    expect(name).to.equal(`${hostile} #7`);
    expect(attributes).to.deep.include({ trait_type: hostile, value: hostile });
    expect(attributes).to.deep.include({ trait_type: "Content id", value: hostile });
    const svg = decodeDataUri(image, "image/svg+xml");
    assertWellFormed(svg);
    expect(svg).not.to.include("script");
  });

  it("encodes base64 of every length", async () => {
    for (let length = 0; length < 48; length++) {
      const collection = "\u00ff".repeat(length % 7) + "~".repeat(length);
      expect((await fixture.metadata(portrait({ collection }))).name).to.equal(`${collection} #7`);
    }
  });

  for (const [name, wish] of Object.entries(GOLDEN)) {
    it(`draws the golden picture ${name} (UPDATE_GOLDEN=1 writes it anew)`, async () => {
      const file = new URL(`./golden/${name}.svg`, import.meta.url);
      const svg = await fixture.image(portrait(wish));
      if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, `${svg}\n`);
      expect(svg).to.equal(readFileSync(file, "utf8").trimEnd());
    });
  }
});
