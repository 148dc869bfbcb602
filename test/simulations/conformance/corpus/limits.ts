/** Every limit, met exactly and passed by one. */
import { CRASHED, LATE, type Script, error, hex, text } from "../script.ts";

const say = (expression: string) => `return Functions.encodeString(${expression})`;
const url = (length: number) => `"ORIGIN/json?".padEnd(${length}, "u")`;
const shortly = { requestMs: 500, runMs: 8_000 };
const spacious = { requestBytes: 30_720 };
/** Bodies are sent as bytes: a string's content type counts as well on a node. */
const post = (bytes: number) =>
  `const r = await fetch("ORIGIN/count", { method: "POST", body: new Uint8Array(${bytes}) }); ${say("r.status + await r.text()")}`;
const heap = (megabytes: number) =>
  `const kept = []; for (let i = 0; i < ${megabytes}; i++) kept.push(new Array(131_072).fill(i)); return Uint8Array.of(kept.length)`;

export const limits: readonly Script[] = [
  {
    name: "asks five times",
    source: `const a = []; for (let i = 0; i < 5; i++) a.push((await fetch("ORIGIN/json")).status); ${say("a.join()")}`,
    outcome: text("200,200,200,200,200"),
  },
  {
    name: "asks six times",
    source: `const a = []; for (let i = 0; i < 6; i++) { const r = await Functions.makeHttpRequest({ url: "ORIGIN/json" }); a.push(r.code ?? r.status) } const r = await Functions.makeHttpRequest({ url: "ORIGIN/json" }); ${say("a.join() + r.message + await r.response.text()")}`,
    outcome: text('200,200,200,200,200,429Too Many Requests{"error":"Exceeded maximum of 5 HTTP queries"}'),
  },
  {
    name: "asks six times at once",
    source: `const all = await Promise.all([1, 2, 3, 4, 5, 6].map(() => fetch("ORIGIN/json"))); ${say("all.map((r) => r.status).sort().join()")}`,
    outcome: text("200,200,200,200,200,429"),
  },
  {
    name: "fails five times and asks again",
    source: `for (let i = 0; i < 5; i++) await fetch("no url"); ${say(`(await fetch("ORIGIN/json")).status + ""`)}`,
    outcome: text("429"),
  },
  {
    name: "gives up five times and asks again",
    source: `const ask = () => Functions.makeHttpRequest({ url: "ORIGIN/silent", timeout: 1500 });
      await Promise.all([ask(), ask(), ask(), ask(), ask()]); return Functions.encodeString((await fetch("ORIGIN/json")).status + "")`,
    outcome: text("429"),
  },
  {
    name: "gives up before it asks",
    source: `const signal = AbortSignal.abort(); for (let i = 0; i < 5; i++) await fetch("ORIGIN/json", { signal }).catch(() => 0); ${say(`(await fetch("ORIGIN/json")).status + ""`)}`,
    outcome: text("200"),
  },
  {
    name: "uses a URL of 2048 characters",
    source: `const r = await fetch(${url(2048)}); ${say("r.status + ''")}`,
    outcome: text("200"),
  },
  {
    name: "uses a URL of 2049 characters",
    source: `const r = await fetch(${url(2049)}); ${say("r.status + r.statusText + await r.text()")}`,
    outcome: text('414URI Too Long{"error":"Destination URL exceeds maximum length of 2048"}'),
  },
  {
    name: "counts a URL's characters, not bytes",
    source: `const r = await fetch("ORIGIN/json?".padEnd(2048, "\u00e9")); ${say("r.status + ''")}`,
    outcome: text("200"),
  },
  { name: "sends 2048 bytes", source: post(2_048), outcome: text("2002048") },
  { name: "sends 2049 bytes", source: post(2_049), outcome: text("2002049") },
  { name: "sends 30720 bytes", source: post(30_720), limits: spacious, outcome: text("20030720") },
  {
    name: "sends 30721 bytes",
    source: post(30_721),
    limits: spacious,
    outcome: text('413{"error":"Request payload size exceeds 30720 byte limit"}'),
  },
  {
    name: "sends 30720 bytes and headers",
    source: `const r = await fetch("ORIGIN/count", { method: "POST", body: "x".repeat(30720) }); ${say("r.status + ''")}`,
    limits: spacious,
    outcome: text("413"),
  },
  {
    name: "receives 2097152 bytes",
    source: `const r = await fetch("ORIGIN/bytes/2097152"); ${say("r.status + ' ' + (await r.text()).length")}`,
    outcome: text("200 2097152"),
  },
  {
    name: "receives 2097153 bytes",
    source: `const r = await fetch("ORIGIN/bytes/2097153"); ${say("r.status + r.statusText + await r.text()")}`,
    outcome: text('413Payload Too Large{"error":"Response payload size exceeds 2097152 byte limit"}'),
  },
  {
    name: "waits for a silent server",
    source: `const r = await fetch("ORIGIN/silent"); ${say("r.status + await r.text()")}`,
    limits: shortly,
    outcome: text('400{"error":"HTTP query exceeded time limit of 500ms"}'),
  },
  {
    name: "waits for the rest of a body",
    source: `const r = await fetch("ORIGIN/stall"); ${say("r.status + await r.text()")}`,
    limits: { requestMs: 500, runMs: 3_000 },
    outcome: text('400{"error":"HTTP query exceeded time limit of 500ms"}'),
  },
  {
    name: "waits with a timeout of its own",
    source: `const r = await Functions.makeHttpRequest({ url: "ORIGIN/silent", timeout: 100 }); ${say("JSON.stringify(r)")}`,
    outcome: text('{"error":true,"message":"AbortError: The signal has been aborted"}'),
  },
  {
    name: "waits three seconds by default",
    source: `const t = performance.now(); const r = await Functions.makeHttpRequest({ url: "ORIGIN/silent" }); ${say("r.message + (performance.now() - t > 2990)")}`,
    outcome: text("AbortError: The signal has been abortedtrue"),
  },
  {
    name: "waits no time",
    source: `const r = await Functions.makeHttpRequest({ url: "ORIGIN/silent", timeout: 0 }); ${say("r.message")}`,
    outcome: text("AbortError: The signal has been aborted"),
  },
  {
    name: "gives up with a reason",
    source: `await fetch("ORIGIN/silent", { signal: AbortSignal.timeout(50) })`,
    outcome: error("The operation was aborted due to timeout"),
  },
  {
    name: "runs for 8.5 seconds",
    source: "await new Promise((f) => setTimeout(f, 8500)); return Uint8Array.of(1)",
    outcome: hex("0x01"),
  },
  {
    name: "runs for longer than 10 seconds",
    source: "await new Promise((f) => setTimeout(f, 10001)); return Uint8Array.of(1)",
    outcome: LATE,
  },
  { name: "never yields", source: "for (;;) {}", limits: { runMs: 1_500 }, outcome: LATE },
  { name: "never ends", source: "await new Promise(() => {})", limits: { runMs: 1_500 }, outcome: LATE },
  {
    name: "never ends, but ticks",
    source: "setInterval(() => 0, 50); await new Promise(() => {})",
    limits: { runMs: 1_500 },
    outcome: LATE,
  },
  { name: "keeps 96 MB", source: heap(96), outcome: hex("0x60") },
  { name: "keeps 160 MB", source: heap(160), outcome: CRASHED },
  {
    name: "keeps memory without end",
    source: `const kept = []; for (let i = 0; ; i++) kept.push(("y" + i).repeat(100_000).split(""))`,
    outcome: CRASHED,
  },
  {
    name: "keeps 160 MB outside the heap",
    source: "return Uint8Array.of(new ArrayBuffer(160 * 2 ** 20).byteLength >> 24)",
    outcome: hex("0x0a"),
  },
];
