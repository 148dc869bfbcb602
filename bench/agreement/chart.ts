/** Line charts as SVG: a few series over a few places, readable in light and dark pages. */

export interface Series {
  readonly name: string;
  /** One for each place; undefined where there is none. */
  readonly values: readonly (number | undefined)[];
  readonly colour: string;
  readonly dashed?: boolean;
}

export interface Chart {
  readonly title: string;
  readonly places: readonly string[];
  readonly placesLabel: string;
  /** The axis ends here; it begins with zero. */
  readonly most: number;
  readonly series: readonly Series[];
  /** A value that is to be held, drawn across. */
  readonly bars?: readonly { readonly value: number; readonly name: string }[];
}

const WIDTH = 760;
const HEIGHT = 380;
const LEFT = 64;
const RIGHT = 216;
const TOP = 48;
const BOTTOM = 56;
const TICKS = 5;
/** Least distance of two lines of text. */
const LINE = 16;
const INK = "#24292f";
const FAINT = "#d0d7de";

export function lineChart(chart: Chart): string {
  const x = (place: number): number => LEFT + (place * (WIDTH - LEFT - RIGHT)) / Math.max(1, chart.places.length - 1);
  const y = (value: number): number =>
    HEIGHT - BOTTOM - (Math.min(value, chart.most) * (HEIGHT - TOP - BOTTOM)) / chart.most;
  const parts = [
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    text(LEFT, 26, chart.title, { size: 16, weight: "bold" }),
    ...ticks(chart.most).flatMap((value) => [
      line(LEFT, y(value), WIDTH - RIGHT, y(value), FAINT),
      text(LEFT - 8, y(value) + 4, percent(value, chart.most), { anchor: "end" }),
    ]),
    ...chart.places.map((place, index) => text(x(index), HEIGHT - BOTTOM + 20, place, { anchor: "middle" })),
    text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 14, chart.placesLabel, { anchor: "middle" }),
    ...(chart.bars ?? []).flatMap(({ value, name }) => [
      line(LEFT, y(value), WIDTH - RIGHT, y(value), INK, "2 3"),
      text(LEFT + 6, y(value) - 5, name, { size: 11 }),
    ]),
    ...chart.series.map((one) => curve(one, x, y)),
    ...labels(chart, y).map(({ at, name, colour }) => text(WIDTH - RIGHT + 12, at + 4, name, { colour })),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="DejaVu Sans, sans-serif">\n${parts.join("\n")}\n</svg>\n`;
}

const ticks = (most: number): number[] => Array.from({ length: TICKS + 1 }, (_, tick) => (most * tick) / TICKS);

const percent = (value: number, most: number): string => `${(value * 100).toFixed(most < 0.1 ? 1 : 0)} %`;

function curve({ values, colour, dashed }: Series, x: (place: number) => number, y: (value: number) => number): string {
  const points = values.flatMap((value, index) => (value === undefined ? [] : [[x(index), y(value)] as const]));
  const path = points.map(([left, top]) => `${round(left)},${round(top)}`).join(" ");
  const dots = points.map(([left, top]) => `<circle cx="${round(left)}" cy="${round(top)}" r="3.5" fill="${colour}"/>`);
  const dash = dashed ? ' stroke-dasharray="6 4"' : "";
  return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2.5"${dash}/>${dots.join("")}`;
}

/** Names beside the curves' ends, moved apart where they would cover each other. */
function labels({ series }: Chart, y: (value: number) => number): { at: number; name: string; colour: string }[] {
  const ends = series
    .map(({ name, values, colour }) => ({ at: y(values.findLast((value) => value !== undefined) ?? 0), name, colour }))
    .sort((a, b) => a.at - b.at);
  for (let index = ends.length - 2; index >= 0; index--) {
    ends[index]!.at = Math.min(ends[index]!.at, ends[index + 1]!.at - LINE);
  }
  const over = TOP - (ends[0]?.at ?? TOP);
  if (over <= 0) return ends;
  let lowest = -Infinity;
  return ends.map((end) => ({ ...end, at: (lowest = Math.max(end.at + (end.at < TOP ? over : 0), lowest + LINE)) }));
}

function line(x1: number, y1: number, x2: number, y2: number, colour: string, dash?: string): string {
  const dashes = dash === undefined ? "" : ` stroke-dasharray="${dash}"`;
  return `<line x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}" stroke="${colour}"${dashes}/>`;
}

interface TextStyle {
  readonly anchor?: string;
  readonly size?: number;
  readonly weight?: string;
  readonly colour?: string;
}

function text(
  x: number,
  y: number,
  content: string,
  { anchor = "start", size = 12, weight = "normal", colour = INK }: TextStyle = {},
): string {
  return `<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}" font-size="${size}" font-weight="${weight}" fill="${colour}">${content}</text>`;
}

const round = (value: number): string => value.toFixed(1).replace(/\.0$/, "");
