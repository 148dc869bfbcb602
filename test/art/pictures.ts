import { Resvg } from "@resvg/resvg-js";

const TAG = /<(\/?)([a-zA-Z]+)((?: [a-zA-Z][a-zA-Z0-9-]*="[^"<>]*")*)(\/?)>([^<]*)/y;
const TEXT_ELEMENTS = new Set(["style"]);

/** Throws where the text is no well-formed tree of elements with double-quoted, distinct attributes. */
export function assertWellFormed(svg: string): void {
  const open: string[] = [];
  TAG.lastIndex = 0;
  while (TAG.lastIndex < svg.length) {
    const at = TAG.lastIndex;
    const match = TAG.exec(svg);
    if (!match) throw new Error(`not XML at byte ${at}: ${svg.slice(at, at + 60)}`);
    const [, closes, name, attributes, empty, text] = match;
    const names = [...attributes!.matchAll(/ ([a-zA-Z0-9-]+)=/g)].map((found) => found[1]);
    if (new Set(names).size !== names.length) throw new Error(`an attribute stands twice in ${match[0]}`);
    if (closes && open.pop() !== name) throw new Error(`</${name}> closes another element at byte ${at}`);
    if (!closes && !empty) open.push(name!);
    if (text && !TEXT_ELEMENTS.has(name!)) throw new Error(`stray text in ${name}: ${text}`);
    if (open.length === 0 && TAG.lastIndex < svg.length) throw new Error(`more than one root at byte ${at}`);
  }
  if (open.length > 0) throw new Error(`never closed: ${open.join(", ")}`);
}

/** The picture as RGBA pixels, `size` by `size`. */
export function pixels(svg: string, size: number): Buffer {
  return new Resvg(svg, { fitTo: { mode: "width", value: size } }).render().pixels;
}

/** Mean difference of two pictures' channels, 0 (equal) to 255. */
export function difference(a: Buffer, b: Buffer): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]! - b[i]!);
  return sum / ((a.length / 4) * 3);
}

/** All colours that a picture names, sorted. */
export function coloursOf(svg: string): string[] {
  return [...new Set(svg.match(/#[0-9a-f]{6}\b/g))].sort();
}

/** The forewing's outline. */
export function forewingOf(svg: string): string {
  return /id="wf" d="([^"]+)"/.exec(svg)?.[1] ?? "";
}

/** Decodes a base64 data URI of the given type. */
export function decodeDataUri(uri: string, type: string): string {
  const prefix = `data:${type};base64,`;
  if (!uri.startsWith(prefix)) throw new Error(`not a ${type} data URI: ${uri.slice(0, 40)}`);
  const base64 = uri.slice(prefix.length);
  const bytes = Buffer.from(base64, "base64");
  if (bytes.toString("base64") !== base64) throw new Error("not canonical base64");
  return bytes.toString("utf8");
}
