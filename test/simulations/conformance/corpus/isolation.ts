/** What a script tries to reach outside of its run, and to leave behind for the next one. */
import { BLOCKED, CRASHED, type Script, error, hex, nothing, text } from "../script.ts";

const say = (expression: string) => `return Functions.encodeString(${expression})`;
const port = `Number(new URL("ORIGIN").port)`;

export const isolation: readonly Script[] = [
  { name: "reads the environment", source: `return Deno.env.get("HOME")`, outcome: BLOCKED },
  { name: "reads the environment through process", source: "return process.env.HOME", outcome: BLOCKED },
  { name: "reads a file", source: `await Deno.readTextFile("/etc/hostname")`, outcome: BLOCKED },
  {
    name: "reads a file through node:fs",
    source: `(await import("node:fs")).readFileSync("/etc/hostname")`,
    outcome: BLOCKED,
  },
  { name: "writes a file", source: `await Deno.writeTextFile("/tmp/left-behind", "x")`, outcome: BLOCKED },
  { name: "runs a program", source: `await new Deno.Command("/bin/true").output()`, outcome: BLOCKED },
  {
    name: "runs a program through node",
    source: `(await import("node:child_process")).execSync("true")`,
    outcome: BLOCKED,
  },
  { name: "loads a library", source: `Deno.dlopen("/lib/none.so", {})`, outcome: BLOCKED },
  { name: "asks for the host's name", source: "return Functions.encodeString(Deno.hostname())", outcome: BLOCKED },
  {
    name: "asks for a permission",
    source: say(`(await Deno.permissions.request({ name: "read" })).state`),
    outcome: text("denied"),
  },
  {
    name: "opens a raw socket",
    source: `const c = await Deno.connect({ hostname: "127.0.0.1", port: ${port} }); c.close(); return Uint8Array.of(1)`,
    outcome: BLOCKED,
  },
  {
    name: "listens on a port",
    source: `const l = Deno.listen({ hostname: "127.0.0.1", port: 0 }); l.close(); return Uint8Array.of(1)`,
    outcome: BLOCKED,
  },
  {
    name: "asks through node:http",
    source: `const { get } = await import("node:http"); return new Promise((f, r) => get("ORIGIN/json", (m) => { m.resume(); f(Uint8Array.of(m.statusCode)) }).on("error", r))`,
    outcome: BLOCKED,
  },
  {
    name: "opens a web socket",
    source: `new WebSocket("ws://127.0.0.1:" + ${port}); return Uint8Array.of(1)`,
    outcome: BLOCKED,
  },
  {
    name: "starts a worker",
    source: `const w = new Worker("data:text/javascript,postMessage(1)", { type: "module" }); await new Promise((f) => (w.onmessage = f)); w.terminate(); return Uint8Array.of(1)`,
    outcome: BLOCKED,
  },
  { name: "exits", source: "Deno.exit(0)", outcome: nothing },
  { name: "exits with an error", source: "Deno.exit(3)", outcome: CRASHED },
  { name: "exits through process", source: "process.exit(1)", outcome: CRASHED },
  { name: "closes its scope", source: "globalThis.close(); await new Promise(() => {})", outcome: nothing },
  {
    name: "kills its process",
    source: `Deno.kill(Deno.pid, "SIGTERM"); await new Promise((f) => setTimeout(f, 500)); return Uint8Array.of(1)`,
    outcome: CRASHED,
  },
  {
    name: "kills its process through process",
    source: `process.kill(process.pid, "SIGTERM"); await new Promise((f) => setTimeout(f, 500)); return Uint8Array.of(1)`,
    outcome: CRASHED,
  },
  {
    name: "writes to the standard output",
    source: `Deno.stdout.writeSync(new TextEncoder().encode("no answer")); return Uint8Array.of(1)`,
    outcome: hex("0x01"),
  },
  {
    name: "writes to the standard output through process",
    source: `process.stdout.write("no answer\\n{}\\n"); return Uint8Array.of(1)`,
    outcome: hex("0x01"),
  },
  {
    name: "writes to the standard output through node:fs",
    source: `(await import("node:fs")).writeSync(1, "no answer\\n"); return Uint8Array.of(1)`,
    outcome: hex("0x01"),
  },
  {
    name: "reads the standard input",
    source: say("String(Deno.stdin.readSync(new Uint8Array(8)))"),
    limits: { runMs: 2_000 },
    outcome: text("null"),
  },
  { name: "posts a message", source: say("typeof globalThis.postMessage"), outcome: text("undefined") },
  {
    name: "leaves globals behind",
    source: `const seen = globalThis.left ?? 0; globalThis.left = 1; ${say("String(seen)")}`,
    outcome: text("0"),
  },
  {
    name: "looks for globals left behind",
    source: `const seen = globalThis.left ?? 0; globalThis.left = 1; ${say("String(seen)")}`,
    outcome: text("0"),
  },
  {
    name: "pollutes prototypes",
    source: `const seen = [].left + ({}).left; Object.prototype.left = Array.prototype.left = 1; JSON.parse = 0; Uint8Array.prototype.at = 0; ${say("String(seen)")}`,
    outcome: text("NaN"),
  },
  {
    name: "looks for polluted prototypes",
    source: say(`[[].left, ({}).left, typeof JSON.parse, typeof Uint8Array.prototype.at].join()`),
    outcome: text(",,function,function"),
  },
  {
    name: "leaves timers behind",
    source: "setTimeout(() => { throw 1 }, 50); return Uint8Array.of(1)",
    limits: { runMs: 2_000 },
    outcome: hex("0x01"),
  },
  {
    name: "leaves a quiet timer behind",
    source: "setInterval(() => 0, 10); return Uint8Array.of(1)",
    limits: { runMs: 2_000 },
    outcome: hex("0x01"),
  },
  {
    name: "leaves a request behind",
    source: `void fetch("ORIGIN/silent"); return Uint8Array.of(1)`,
    limits: { runMs: 4_000, requestMs: 1_000 },
    outcome: CRASHED,
  },
  {
    name: "leaves a cache behind",
    source: `const c = await caches.open("left"); const seen = await c.match("http://a/"); await c.put("http://a/", new Response("x")); ${say("String(seen)")}`,
    outcome: text("undefined"),
  },
  {
    name: "looks for a cache left behind",
    source: `const c = await caches.open("left"); const seen = await c.match("http://a/"); await c.put("http://a/", new Response("x")); ${say("String(seen)")}`,
    outcome: text("undefined"),
  },
  {
    name: "leaves an item in storage",
    source: `localStorage.setItem("left", "1"); return Uint8Array.of(1)`,
    outcome: error("localStorage is not defined"),
  },
  {
    name: "prints after it returned",
    source: `setTimeout(() => console.log('{"success":"0x99"}'), 50); return Uint8Array.of(1)`,
    outcome: hex("0x01"),
  },
  {
    name: "forges an answer through JSON",
    source: `JSON.stringify = () => '{"success":"0x99"}'; return Uint8Array.of(1)`,
    outcome: hex("0x01"),
  },
  {
    name: "forges an answer through Uint8Array",
    source: "Uint8Array = function () { return {} }; return new ArrayBuffer(1)",
    outcome: CRASHED,
  },
];
