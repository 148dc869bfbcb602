/**
 * The line between the network's driver and a node process: a TCP connection on 127.0.0.1 that the node opens, told by its environment
 * where to. User code has ways to the files and sockets that its process holds open; so every message carries a code that only the two ends
 * can make, and whatever else arrives is dropped.
 */
import { computeHmac, toUtf8Bytes } from "ethers";

/** Environment variable with the driver's port and the key, `PORT:KEY`; workers cannot read it. */
export const LINE_VARIABLE = "IMAGO_LINE";

/** What a node says first, so that the driver knows who has connected. */
export const GREETING = "hello";

/** Who says something: what one end has said is worth nothing when it comes back from the other. */
export type Side = "driver" | "node";

/**
 * A message as it travels, with its line end.
 *
 * @param key `0x` hex, of this process alone
 */
export function seal(key: string, side: Side, text: string): string {
  return `${codeOf(key, side, text)} ${text}\n`;
}

/** The text of a line, or undefined if the other end did not say that. */
export function unseal(key: string, side: Side, line: string): string | undefined {
  const space = line.indexOf(" ");
  const text = line.slice(space + 1);
  return space > 0 && line.slice(0, space) === codeOf(key, side, text) ? text : undefined;
}

/** Splits at line feeds only, as JSON text may hold every other kind of line end. */
export async function* lines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of chunks) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = parts.pop() ?? "";
    yield* parts;
  }
}

const codeOf = (key: string, side: Side, text: string): string =>
  computeHmac("sha256", key, toUtf8Bytes(`${side} ${text}`));
