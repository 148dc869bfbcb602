/** `node simulations/story/readme-picture.ts` after `npm start`: the film strip of `out/` as the README shows it, small enough for git. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { renderPng } from "./film-strip.ts";

const STRIP = fileURLToPath(new URL("../../out/film-strip.svg", import.meta.url));
const PICTURE = fileURLToPath(new URL("../../docs/images/film-strip.png", import.meta.url));
/** Four fifths of the strip: frames stay on whole pixels, which keeps the file small. */
const WIDTH = 1_336;
const MAXIMUM_BYTES = 600_000;

async function main(): Promise<void> {
  const svg = await readFile(STRIP, "utf8").catch(() => {
    throw new Error("There is no out/film-strip.svg; run `npm start` first.");
  });
  const png = renderPng(svg, WIDTH);
  if (png.length > MAXIMUM_BYTES)
    throw new Error(`The picture has ${png.length} bytes, over ${MAXIMUM_BYTES}: make WIDTH smaller.`);
  await mkdir(new URL(".", `file://${PICTURE}`), { recursive: true });
  await writeFile(PICTURE, png);
  process.stdout.write(`docs/images/film-strip.png: ${png.length} bytes\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
