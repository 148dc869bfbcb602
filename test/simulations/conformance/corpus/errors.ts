/** What a script may throw, and what its own mistakes say. */
import { CRASHED, type Script, BLOCKED, error, nothing, hex } from "../script.ts";

export const errors: readonly Script[] = [
  { name: "throws an error", source: `throw new Error("boom")`, outcome: error("boom") },
  { name: "throws without new", source: `throw Error("CODE:detail")`, outcome: error("CODE:detail") },
  { name: "throws an empty error", source: "throw new Error()", outcome: nothing },
  { name: "throws a long error", source: `throw new Error("e".repeat(1000))`, outcome: error("e".repeat(1000)) },
  {
    name: "throws a text in unicode",
    source: `throw new Error("\u00e9 \u{1f98b}")`,
    outcome: error("\u00e9 \u{1f98b}"),
  },
  { name: "throws half a character", source: `throw new Error("a\\ud800b")`, outcome: error("a\ufffdb") },
  { name: "throws a text of several lines", source: `throw new Error("a\\nb")`, outcome: error("a\nb") },
  { name: "throws a string", source: `throw "plain"`, outcome: error("plain") },
  { name: "throws a number", source: "throw 7", outcome: error("invalid value thrown of type number") },
  { name: "throws undefined", source: "throw undefined", outcome: error("invalid value thrown of type undefined") },
  { name: "throws null", source: "throw null", outcome: error("invalid value thrown of type object") },
  {
    name: "throws an object",
    source: `throw { message: "no" }`,
    outcome: error("invalid value thrown of type object"),
  },
  { name: "throws a symbol", source: `throw Symbol("s")`, outcome: error("invalid value thrown of type symbol") },
  { name: "throws a bigint", source: "throw 1n", outcome: error("invalid value thrown of type bigint") },
  { name: "throws a DOMException", source: `throw new DOMException("no", "DataError")`, outcome: error("no") },
  {
    name: "throws an error of its own class",
    source: `class E extends Error {} throw new E("own")`,
    outcome: error("own"),
  },
  {
    name: "throws an error by the name of a missing permission",
    source: `throw Object.assign(new Error("x"), { name: "PermissionDenied" })`,
    outcome: BLOCKED,
  },
  {
    name: "throws an error whose message throws",
    source: `throw Object.defineProperty(new Error(), "message", { get() { throw 1 } })`,
    outcome: CRASHED,
  },
  { name: "returns a rejected promise", source: `return Promise.reject(new Error("late"))`, outcome: error("late") },
  {
    name: "leaves a rejected promise alone",
    source: `Promise.reject(new Error("alone")); await new Promise((f) => setTimeout(f, 100)); return new Uint8Array(1)`,
    outcome: CRASHED,
  },
  {
    name: "leaves a rejected promise alone and returns",
    source: `Promise.reject(new Error("alone")); return new Uint8Array(1)`,
    outcome: CRASHED,
  },
  {
    name: "handles its unhandled rejections",
    source: `addEventListener("unhandledrejection", (e) => e.preventDefault());
      Promise.reject(1); await new Promise((f) => setTimeout(f, 20)); return Uint8Array.of(4)`,
    outcome: hex("0x04"),
  },
  {
    name: "throws in a timer",
    source: "setTimeout(() => { throw 1 }); await new Promise((f) => setTimeout(f, 200))",
    outcome: CRASHED,
  },
  { name: "uses a name that is not there", source: "return missing", outcome: error("missing is not defined") },
  {
    name: "calls what is no function",
    source: "return args.missing()",
    args: ["a"],
    outcome: error("args.missing is not a function"),
  },
  {
    name: "reads a property of undefined",
    source: "return undefined.x",
    outcome: error("Cannot read properties of undefined (reading 'x')"),
  },
  {
    name: "parses bad JSON",
    source: `JSON.parse("{")`,
    outcome: error("Expected property name or '}' in JSON at position 1 (line 1 column 2)"),
  },
  {
    name: "recurses for ever",
    source: "const f = () => f() + 1; f()",
    outcome: error("Maximum call stack size exceeded"),
  },
  { name: "makes a string too long", source: `return "x".repeat(2 ** 30)`, outcome: error("Invalid string length") },
  { name: "makes an array too long", source: "return new Array(-1)", outcome: error("Invalid array length") },
  { name: "has a syntax error", source: "return (", outcome: CRASHED },
  { name: "closes a brace too many", source: "return new Uint8Array(1) }", outcome: CRASHED },
  { name: "imports statically", source: `import { x } from "node:fs"; return 1`, outcome: CRASHED },
  { name: "is strict", source: "undeclared = 1", outcome: error("undeclared is not defined") },
  { name: "uses with", source: "with (Math) { return Uint8Array.of(abs(-1)) }", outcome: CRASHED },
];
