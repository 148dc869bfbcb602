/** One picture of the whole story: a strip of one token of each program, a frame a day. */
import { createRequire } from "node:module";

import { Resvg } from "@resvg/resvg-js";

import type { PeriodRecord } from "./period.ts";

const require = createRequire(import.meta.url);

/** A font of our own, for a plain machine has none. */
const FONT = require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf");

const COLUMNS = 10;
const FRAME = 150;
const GAP = 10;
const LABEL = 34;
const MARGIN = 40;
const TITLE = 74;

/** A chapter as the strip shows it. */
export interface Reel {
  readonly title: string;
  readonly subtitle: string;
  readonly frames: readonly PeriodRecord[];
}

/** The strip as SVG text; every frame is the token's own SVG from the chain, embedded unchanged. */
export function filmStrip(reels: readonly Reel[]): string {
  const width = 2 * MARGIN + COLUMNS * FRAME + (COLUMNS - 1) * GAP;
  const parts: string[] = [];
  let y = MARGIN;
  for (const reel of reels) {
    parts.push(text(MARGIN, y + 26, 26, "#f4efe6", reel.title), text(MARGIN, y + 50, 14, "#a39c8f", reel.subtitle));
    y += TITLE;
    reel.frames.forEach((frame, index) => {
      const x = MARGIN + (index % COLUMNS) * (FRAME + GAP);
      const top = y + Math.floor(index / COLUMNS) * (FRAME + LABEL + GAP);
      parts.push(drawFrame(frame, x, top));
    });
    y += Math.ceil(reel.frames.length / COLUMNS) * (FRAME + LABEL + GAP) + MARGIN;
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y}" viewBox="0 0 ${width} ${y}">` +
    `<clipPath id="frame"><rect width="${FRAME}" height="${FRAME}" rx="4"/></clipPath>` +
    `<rect width="${width}" height="${y}" fill="#16130f"/>${parts.join("")}</svg>`
  );
}

/** The strip as PNG bytes. */
export function renderPng(svg: string): Uint8Array {
  const font = { fontFiles: [FONT], loadSystemFonts: false, defaultFontFamily: "DejaVu Sans" };
  return new Resvg(svg, { font }).render().asPng();
}

function drawFrame(frame: PeriodRecord, x: number, y: number): string {
  const href = `data:image/svg+xml;base64,${Buffer.from(frame.svg).toString("base64")}`;
  const mark =
    frame.incidents.length === 0
      ? ""
      : `<rect x="${x}" y="${y + FRAME + 2}" width="${FRAME}" height="2" fill="#d9734e"/>`;
  const label = frame.rung === "fallback" ? "preset" : frame.state;
  const note = { evolved: frame.decider, held: "hold", failed: "no feed", silent: "no answer" }[frame.outcome];
  return (
    `<g transform="translate(${x} ${y})" clip-path="url(#frame)"><image width="${FRAME}" height="${FRAME}" href="${href}"/></g>${mark}` +
    text(x, y + FRAME + 17, 12, "#e8e1d4", `${frame.date.slice(5)} ${label}`) +
    text(x, y + FRAME + 31, 10.5, "#8d867a", `${frame.rung}, ${note}`)
  );
}

function text(x: number, y: number, size: number, fill: string, content: string): string {
  const escaped = content.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<text x="${x}" y="${y}" font-family="DejaVu Sans" font-size="${size}" fill="${fill}">${escaped}</text>`;
}
