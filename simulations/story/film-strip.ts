/** One picture of the whole story: a strip of one token of each program, a frame a day. */
import { createRequire } from "node:module";

import { Resvg } from "@resvg/resvg-js";

import type { PeriodRecord } from "./period.ts";
import { formatReading } from "./table.ts";

const require = createRequire(import.meta.url);

/** A font of our own, for a plain machine has none. */
const FONT = require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf");

const COLUMNS = 10;
const FRAME = 150;
const GAP = 10;
const LABEL = 36;
const MARGIN = 40;
const TITLE = 74;
const LEGEND = 26;

const INK = { bright: "#f4efe6", plain: "#e8e1d4", dim: "#a39c8f", broken: "#e5825c", paper: "#16130f" };

/** A chapter as the strip shows it. */
export interface Reel {
  readonly title: string;
  readonly subtitle: string;
  readonly frames: readonly PeriodRecord[];
  /** Of the readings. */
  readonly decimals: number;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * The strip as SVG text; every frame is the token's own SVG from the chain, embedded unchanged.
 *
 * @param ai the server that decided; the scripted stand-in when left out
 */
export function filmStrip(reels: readonly Reel[], ai?: string): string {
  const width = 2 * MARGIN + COLUMNS * FRAME + (COLUMNS - 1) * GAP;
  const parts: string[] = [];
  let y = MARGIN;
  for (const reel of reels) {
    parts.push(drawReel(reel, y));
    y += TITLE + Math.ceil(reel.frames.length / COLUMNS) * (FRAME + LABEL + GAP) + MARGIN;
  }
  parts.push(drawLegend(y, ai));
  const height = y + LEGEND + MARGIN;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<clipPath id="frame"><rect width="${FRAME}" height="${FRAME}" rx="4"/></clipPath>` +
    `<rect width="${width}" height="${height}" fill="${INK.paper}"/>${parts.join("")}</svg>`
  );
}

/**
 * The strip as PNG bytes.
 *
 * @param width pixels; the strip's own when left out
 */
export function renderPng(svg: string, width?: number): Uint8Array {
  const font = { fontFiles: [FONT], loadSystemFonts: false, defaultFontFamily: "DejaVu Sans" };
  const fitTo = width === undefined ? ({ mode: "original" } as const) : ({ mode: "width", value: width } as const);
  return new Resvg(svg, { font, fitTo }).render().asPng();
}

function drawReel({ title, subtitle, frames, decimals }: Reel, y: number): string {
  const drawn = frames.map((frame, index) => {
    const place = {
      x: MARGIN + (index % COLUMNS) * (FRAME + GAP),
      y: y + TITLE + Math.floor(index / COLUMNS) * (FRAME + LABEL + GAP),
    };
    const before = frames[index - 1]?.incidents ?? [];
    const begins = frame.incidents.filter((name) => !before.includes(name));
    return drawFrame(frame, place, decimals) + drawIncidents(frame, place, begins);
  });
  const days = `${frames[0]?.date ?? ""} to ${frames.at(-1)?.date ?? ""}`;
  const right = MARGIN + COLUMNS * (FRAME + GAP) - GAP;
  return (
    text({ x: MARGIN, y: y + 26 }, title, { size: 26, fill: INK.bright }) +
    text({ x: right, y: y + 50 }, days, { size: 14, fill: INK.dim, end: true }) +
    text({ x: MARGIN, y: y + 50 }, subtitle, { size: 14, fill: INK.dim }) +
    drawn.join("")
  );
}

/** The token, under it day, state and reading, then how fresh it is and who decided. */
function drawFrame(frame: PeriodRecord, { x, y }: Place, decimals: number): string {
  const href = `data:image/svg+xml;base64,${Buffer.from(frame.svg).toString("base64")}`;
  const settled = frame.outcome === "evolved" || frame.outcome === "held";
  const state = frame.rung === "fallback" ? "preset" : frame.state;
  const note = { evolved: frame.decider, held: "hold", failed: "no feed", silent: "no answer" }[frame.outcome];
  const right = x + FRAME;
  return (
    `<g transform="translate(${x} ${y})" clip-path="url(#frame)"><image width="${FRAME}" height="${FRAME}" href="${href}"/></g>` +
    text({ x, y: y + FRAME + 18 }, `${frame.date.slice(5)} ${state}`, { size: 12, fill: INK.plain }) +
    (settled
      ? text({ x: right, y: y + FRAME + 18 }, formatReading(frame.reading, decimals), {
          size: 11,
          fill: INK.dim,
          end: true,
        })
      : "") +
    text({ x, y: y + FRAME + 33 }, `${frame.rung}, ${note}`, { size: 10.5, fill: INK.dim })
  );
}

/** A line below every frame of an incident, its name below the first. */
function drawIncidents({ incidents }: PeriodRecord, { x, y }: Place, begins: readonly string[]): string {
  if (incidents.length === 0) return "";
  const name = text({ x: x + FRAME, y: y + FRAME + 33 }, begins.join(", "), {
    size: 10.5,
    fill: INK.broken,
    end: true,
  });
  return `<rect x="${x}" y="${y + FRAME + 2}" width="${FRAME}" height="2.5" fill="${INK.broken}"/>${name}`;
}

function drawLegend(y: number, ai: string | undefined): string {
  const line = `<rect x="${MARGIN}" y="${y + 6}" width="40" height="2.5" fill="${INK.broken}"/>`;
  const model = ai === undefined ? "an AI's stand-in (scripted, no model)" : `the AI at ${ai}`;
  const words = [
    "broken on purpose",
    `model: ${model} chose`,
    "rules: no AI answered",
    "hold: moved too little",
    "grey with a ring: stale",
    "chrysalis: the preset, after 7 days without an answer",
  ];
  return line + text({ x: MARGIN + 52, y: y + 12 }, words.join("  ·  "), { size: 12, fill: INK.dim });
}

interface Lettering {
  readonly size: number;
  readonly fill: string;
  /** The place is the text's end, not its beginning. */
  readonly end?: boolean;
}

function text({ x, y }: Place, content: string, { size, fill, end = false }: Lettering): string {
  const escaped = content.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const anchor = end ? ` text-anchor="end"` : "";
  return `<text x="${x}" y="${y}" font-family="DejaVu Sans" font-size="${size}" fill="${fill}"${anchor}>${escaped}</text>`;
}
