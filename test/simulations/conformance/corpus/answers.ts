/** What a script may return, and what it may not. */
import { type Script, WRONG_TYPE, error, hex, nothing, text } from "../script.ts";

const zeros = (bytes: number) => hex(`0x${"00".repeat(bytes)}`);

export const answers: readonly Script[] = [
  { name: "returns 256 bytes", source: "return new Uint8Array(256)", outcome: zeros(256) },
  { name: "returns 257 bytes", source: "return new Uint8Array(257)", outcome: error("response >256 bytes") },
  { name: "returns a megabyte", source: "return new ArrayBuffer(2 ** 20)", outcome: error("response >256 bytes") },
  { name: "returns no bytes", source: "return new Uint8Array()", outcome: nothing },
  { name: "returns an ArrayBuffer", source: "return Uint8Array.of(1, 2).buffer", outcome: hex("0x0102") },
  { name: "returns a Buffer", source: `return Buffer.from("hi")`, outcome: text("hi") },
  {
    name: "returns an imported Buffer",
    source: `const { Buffer } = await import("node:buffer"); return Buffer.from("hi")`,
    outcome: text("hi"),
  },
  { name: "returns part of a buffer", source: "return Uint8Array.of(1, 2, 3).subarray(1)", outcome: hex("0x0203") },
  { name: "returns a promise of bytes", source: "return Promise.resolve(Uint8Array.of(9))", outcome: hex("0x09") },
  { name: "returns a thenable", source: "return { then: (f) => f(Uint8Array.of(8)) }", outcome: hex("0x08") },
  {
    name: "returns after a timer",
    source: "await new Promise((f) => setTimeout(f, 20)); return Uint8Array.of(7)",
    outcome: hex("0x07"),
  },
  { name: "returns nothing", source: "const nothing = 1", outcome: WRONG_TYPE },
  { name: "is empty", source: "", outcome: WRONG_TYPE },
  { name: "is a comment only", source: "// nothing", outcome: WRONG_TYPE },
  { name: "ends in a comment", source: "return Uint8Array.of(6) // done", outcome: hex("0x06") },
  { name: "returns a string", source: `return "0x01"`, outcome: WRONG_TYPE },
  { name: "returns a number", source: "return 5", outcome: WRONG_TYPE },
  { name: "returns null", source: "return null", outcome: WRONG_TYPE },
  { name: "returns an array", source: "return [1, 2]", outcome: WRONG_TYPE },
  { name: "returns a Uint16Array", source: "return Uint16Array.of(1)", outcome: WRONG_TYPE },
  { name: "returns a Uint8ClampedArray", source: "return Uint8ClampedArray.of(1)", outcome: WRONG_TYPE },
  { name: "returns a DataView", source: "return new DataView(new ArrayBuffer(2))", outcome: WRONG_TYPE },
  { name: "returns a SharedArrayBuffer", source: "return new SharedArrayBuffer(2)", outcome: WRONG_TYPE },
  {
    name: "returns a view of a SharedArrayBuffer",
    source: "return new Uint8Array(new SharedArrayBuffer(2))",
    outcome: zeros(2),
  },
  {
    name: "returns a Uint8Array's look-alike",
    source: "return { length: 1, 0: 1, constructor: Uint8Array }",
    outcome: WRONG_TYPE,
  },
  {
    name: "returns a detached buffer",
    source: "const b = new ArrayBuffer(4); structuredClone(b, { transfer: [b] }); return b",
    outcome: error("Cannot perform Construct on a detached ArrayBuffer"),
  },
  { name: "returns a function", source: "return () => new Uint8Array(1)", outcome: WRONG_TYPE },
];
