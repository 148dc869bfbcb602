/**
 * Draws a contact sheet of the renderer's pictures into out/: states, palettes, rungs and seeds, large and at thumbnail size.
 * Run with `node scripts/preview-art.ts` after a build.
 */
import { mkdirSync, writeFileSync } from "node:fs";

import { Resvg } from "@resvg/resvg-js";
import { keccak256, toUtf8Bytes } from "ethers";
import { network } from "hardhat";

const OUT = "out";
const STATES = ["frost", "storm", "slide", "calm", "rise", "glow", "blaze"];
const MOODS = ["still", "soft", "wary", "wild"];
const FRESH = 0;
const STALE = 1;
const FALLBACK = 2;

interface Wish {
  seed: number;
  state?: number;
  palette?: number;
  mood?: number;
  energy?: number;
  rung?: number;
  reading?: bigint;
}

/** A portrait as the collection would hand it over, of made-up vocabulary. */
function portrait({ seed, state = 3, palette = 0, mood = 1, energy = 1, rung = FRESH, reading = 120n }: Wish) {
  const trait = (name: string, index: number, count: number) => ({ name, value: `${name}-${index}`, index, count });
  return {
    collection: "Imago",
    tokenId: seed,
    seed: keccak256(toUtf8Bytes(`seed ${seed}`)),
    status: {
      rung,
      paused: false,
      state,
      traits: 0,
      reading,
      multiplier: 10_500,
      decider: rung === FALLBACK ? 0 : 1,
      version: 1,
      settledPeriod: 14_200,
      evolutions: 12,
      staleAt: 1,
      fallbackAt: 2,
    },
    description: {
      program: "sp500",
      state: STATES[state] ?? "calm",
      states: STATES.length,
      traits: [trait("energy", energy, 4), trait("mood", mood, MOODS.length), trait("palette", palette, 8)],
      caption: "The market holds its breath",
    },
    contentId: rung === FALLBACK ? "" : `bafkrei${"a".repeat(52)}`,
    now: 1_700_000_000,
  };
}

const row = (count: number, wish: (i: number) => Wish) => Array.from({ length: count }, (_, i) => wish(i));

const ROWS: Wish[][] = [
  row(7, (i) => ({ seed: 1, state: i, palette: 0, energy: Math.round(i / 2) })),
  row(7, (i) => ({ seed: 2, state: i, palette: 1, energy: 2, mood: 2, reading: -900_000n })),
  row(7, (i) => ({ seed: 30 + i, state: 4, palette: i, energy: 2, mood: 3 })),
  row(7, (i) => ({
    seed: 40 + i,
    state: i,
    palette: (i * 3 + 2) % 8,
    energy: 3,
    mood: i % 4,
    reading: BigInt(i) * 10_000n,
  })),
  row(7, (i) => ({ seed: 3, state: [5, 5, 5, 1, 1, 1, 6][i]!, palette: 5, rung: [FRESH, STALE, FALLBACK][i % 3]! })),
  row(7, (i) => ({ seed: 50 + i, state: 6 - i, palette: i, rung: i % 2 ? STALE : FALLBACK })),
];

function paint(svg: string, width: number): string {
  const png = new Resvg(svg, { fitTo: { mode: "width", value: width }, font: { loadSystemFonts: true } })
    .render()
    .asPng();
  return `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
}

/** Joins pictures row by row into one image file. */
function sheet(file: string, rows: string[][], size: number): void {
  const width = Math.max(...rows.map((r) => r.length)) * size;
  const cells = rows.flatMap((svgs, y) =>
    svgs.map((svg, x) => {
      const at = `x="${x * size}" y="${y * size}" width="${size}" height="${size}"`;
      return `<image ${at} href="${paint(svg, size - 6)}"/>`;
    }),
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${rows.length * size}">${cells.join("")}</svg>`;
  writeFileSync(`${OUT}/${file}`, new Resvg(svg, { background: "white" }).render().asPng());
}

const connection = await network.create();
try {
  const renderer = await connection.ethers.deployContract("ImagoRenderer");
  const draw = (wish: Wish): Promise<string> => renderer.getFunction("image").staticCall(portrait(wish));
  const drawn: string[][] = [];
  for (const wishes of ROWS) drawn.push(await Promise.all(wishes.map(draw)));
  mkdirSync(OUT, { recursive: true });
  sheet("art-preview.png", drawn, 300);
  sheet("art-thumbnails.png", drawn, 150);
  sheet(
    "art-large.png",
    [
      [drawn[0]![4]!, drawn[3]![1]!],
      [drawn[3]![5]!, drawn[4]![2]!],
    ],
    606,
  );
  const sizes = drawn.flat().map((svg) => svg.length);
  const sample = portrait(ROWS[3]![2]!);
  const [uri, gas] = [
    await renderer.getFunction("tokenURI").staticCall(sample),
    await renderer.getFunction("tokenURI").estimateGas(sample),
  ];
  const code = await connection.ethers.provider.getCode(await renderer.getAddress());
  console.log(`SVG ${Math.min(...sizes)} to ${Math.max(...sizes)} bytes`);
  console.log(`tokenURI ${(uri as string).length} bytes, about ${gas} gas with the transaction's base cost`);
  console.log(`contract ${code.length / 2 - 1} bytes`);
} finally {
  await connection.close();
}
