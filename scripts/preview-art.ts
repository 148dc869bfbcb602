/**
 * Draws contact sheets of the renderer's pictures into out/: states, palettes, seeds and rungs, large and
 * at thumbnail size.
 * Run it with `node scripts/preview-art.ts` after a build.
 */
import { mkdirSync, writeFileSync } from "node:fs";

import { Resvg } from "@resvg/resvg-js";
import { id } from "ethers";
import { network } from "hardhat";

import { knownTraits, portrait, Rung } from "../test/art/portraits.ts";
import type { Portrait } from "../test/art/portraits.ts";

const OUT = "out";
const { fresh: FRESH, stale: STALE, fallback: FALLBACK } = Rung;

/** A picture of the sheet: a seed's number, and indices of the vocabulary. */
interface Cell {
  readonly seed: number;
  readonly state?: number;
  readonly palette?: number;
  readonly mood?: number;
  readonly energy?: number;
  readonly rung?: number;
  readonly reading?: bigint;
}

function sitter({ seed, state = 3, palette = 0, mood = 1, energy = 1, rung = FRESH, reading = 120n }: Cell): Portrait {
  return portrait({ seed: id(`seed ${seed}`), state, rung, reading, traits: knownTraits(palette, mood, energy) });
}

const row = (cell: (column: number) => Cell) => Array.from({ length: 7 }, (_, column) => cell(column));

const ROWS: Cell[][] = [
  // One seed through all states, twice.
  row((i) => ({ seed: 1, state: i, energy: Math.round(i / 2) })),
  row((i) => ({ seed: 2, state: i, palette: 1, energy: 2, mood: 2, reading: -900_000n })),
  // Palettes.
  row((i) => ({ seed: 30 + i, state: 4, palette: i + 1, energy: 2, mood: 3 })),
  // Everything differs.
  row((i) => ({
    seed: 40 + i,
    state: i,
    palette: (i * 3 + 2) % 8,
    energy: 3,
    mood: i % 4,
    reading: BigInt(i) * 10_000n,
  })),
  // Rungs.
  row((i) => ({ seed: 3, state: i < 3 ? 5 : i < 6 ? 1 : 6, palette: 5, rung: [FRESH, STALE, FALLBACK][i % 3]! })),
  row((i) => ({ seed: 50 + i, state: 6 - i, palette: i, rung: i % 2 ? STALE : FALLBACK })),
];

function paint(svg: string, width: number): string {
  const png = new Resvg(svg, { fitTo: { mode: "width", value: width } }).render().asPng();
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
  const root = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${rows.length * size}">`;
  writeFileSync(
    `${OUT}/${file}`,
    new Resvg(`${root}${cells.join("")}</svg>`, { background: "white" }).render().asPng(),
  );
}

const connection = await network.create();
try {
  const renderer = await connection.ethers.deployContract("ImagoRenderer");
  const draw = (cell: Cell): Promise<string> => renderer.getFunction("image").staticCall(sitter(cell));
  const drawn: string[][] = [];
  for (const cells of ROWS) drawn.push(await Promise.all(cells.map(draw)));
  mkdirSync(OUT, { recursive: true });
  sheet("art-preview.png", drawn, 300);
  sheet("art-thumbnails.png", drawn, 150);
  sheet(
    "art-large.png",
    [
      [drawn[3]![0]!, drawn[2]![3]!],
      [drawn[5]![0]!, drawn[3]![6]!],
    ],
    606,
  );
  const sizes = drawn.flat().map((svg) => svg.length);
  const sample = sitter(ROWS[3]![2]!);
  const [uri, gas] = [
    await renderer.getFunction("tokenURI").staticCall(sample),
    await renderer.getFunction("tokenURI").estimateGas(sample),
  ];
  const code = await connection.ethers.provider.getCode(await renderer.getAddress());
  console.log(`SVG ${Math.min(...sizes)} to ${Math.max(...sizes)} bytes`);
  console.log(`tokenURI ${uri.length} bytes, about ${gas} gas with the transaction's base cost`);
  console.log(`contract ${code.length / 2 - 1} bytes`);
} finally {
  await connection.close();
}
