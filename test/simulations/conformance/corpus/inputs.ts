/** What a script finds in its scope. */
import { type Script, WRONG_TYPE, CRASHED, error, hex, text } from "../script.ts";

const SHOW = "return Functions.encodeString(JSON.stringify([args, bytesArgs, secrets]))";

export const inputs: readonly Script[] = [
  {
    name: "sees its inputs",
    source: SHOW,
    args: ["a", ""],
    bytesArgs: ["0x00ff"],
    secrets: { key: "k" },
    outcome: text('[["a",""],["0x00ff"],{"key":"k"}]'),
  },
  { name: "sees no inputs", source: SHOW, outcome: text("[[],[],{}]") },
  { name: "sees empty inputs", source: SHOW, args: [], bytesArgs: [], secrets: {}, outcome: text("[[],[],{}]") },
  {
    name: "sees arguments in unicode",
    source: "return Functions.encodeString(args[0])",
    args: ["\u00e9\u{1f98b}"],
    outcome: text("\u00e9\u{1f98b}"),
  },
  {
    name: "sees a secret in unicode",
    source: "return Functions.encodeString(secrets.key)",
    secrets: { key: "\u00fc" },
    outcome: text("\u00fc"),
  },
  { name: "sees empty bytes", source: SHOW, bytesArgs: ["0x"], outcome: text('[[],["0x"],{}]') },
  {
    name: "misses a secret",
    source: "return Functions.encodeString(String(secrets.other))",
    secrets: { key: "k" },
    outcome: text("undefined"),
  },
  {
    name: "changes its arguments",
    source: `args.push("b"); return Functions.encodeString(args.join())`,
    args: ["a"],
    outcome: text("a,b"),
  },
  {
    name: "assigns to an injected name",
    source: "args = 1",
    args: [],
    outcome: error("Assignment to constant variable."),
  },
  {
    name: "shadows the injected names",
    source: "const args = 3, secrets = 1, Functions = 0; return new Uint8Array(args)",
    outcome: hex("0x000000"),
  },
  {
    name: "replaces a library function",
    source: "Functions.encodeString = () => Uint8Array.of(1); return Functions.encodeString()",
    outcome: hex("0x01"),
  },
  {
    name: "lists the library",
    source: "return Functions.encodeString(Object.keys(Functions).join())",
    outcome: text("makeHttpRequest,encodeUint256,encodeInt256,encodeString"),
  },
  { name: "has no this", source: "return Functions.encodeString(typeof this)", outcome: text("undefined") },
  {
    name: "has no arguments object",
    source: "return Functions.encodeString(typeof arguments)",
    outcome: text("undefined"),
  },
  {
    name: "sees its own name space",
    source: "return Functions.encodeString(typeof ___1__ + typeof source + typeof body)",
    outcome: text("undefinedundefinedundefined"),
  },
  { name: "holds dollar signs", source: `return Functions.encodeString("$$ $& $' $\`")`, outcome: text("$$ $& $' $`") },
  {
    name: "holds a template literal",
    source: "const a = 5; return Functions.encodeString(`${a}$`)",
    outcome: text("5$"),
  },
  {
    name: "holds characters of two units",
    source: `const \u540d = "\u{1f98b}"; return Functions.encodeString(\u540d + \u540d.length)`,
    outcome: text("\u{1f98b}2"),
  },
  { name: "holds a line separator", source: `return Functions.encodeString("a\u2028b")`, outcome: text("a\u2028b") },
  { name: "holds carriage returns", source: "const a = 1\r\nreturn Uint8Array.of(a)", outcome: hex("0x01") },
  { name: "is TypeScript", source: "const a: number = 5; return Uint8Array.of(a)", outcome: CRASHED },
  {
    name: "holds import.meta",
    source: "return Functions.encodeString(typeof import.meta.url)",
    outcome: text("string"),
  },
  {
    name: "uses globals of the web",
    source: `const h = await crypto.subtle.digest("SHA-256", new Uint8Array()); return Functions.encodeString(btoa(String.fromCharCode(...new Uint8Array(h))))`,
    outcome: text("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
  },
  {
    name: "compiles WebAssembly",
    source: `const m = await WebAssembly.instantiate(Uint8Array.from([0,97,115,109,1,0,0,0,1,5,1,96,0,1,127,3,2,1,0,7,5,1,1,102,0,0,10,6,1,4,0,65,42,11]));
      return Uint8Array.of(m.instance.exports.f())`,
    outcome: hex("0x2a"),
  },
  {
    name: "evaluates text",
    source: `return Uint8Array.of(eval("6 * 7"), new Function("return 1")())`,
    outcome: hex("0x2a01"),
  },
  {
    name: "imports a built-in module",
    source: `const { createHash } = await import("node:crypto"); return createHash("sha256").update("").digest()`,
    outcome: hex("0xe3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
  },
  {
    name: "imports a data URL",
    source: `return (await import("data:text/javascript,export default Uint8Array.of(3)")).default`,
    outcome: hex("0x03"),
  },
  {
    name: "imports over HTTP",
    source: `return (await import("ORIGIN/module.js")).default`,
    outcome: error('Requires import access to "HOST", run again with the --allow-import flag'),
  },
  {
    name: "imports by a bare name",
    source: `await import("lodash")`,
    outcome: error('Import "lodash" not a dependency\n    at FILE\n'),
  },
  {
    name: "prints",
    source: `console.log("a", { b: 1 }); console.error("c"); console.table([1]); return Uint8Array.of(1)`,
    outcome: hex("0x01"),
  },
  {
    name: "prints what looks like an answer",
    source: `console.log('{"success":"0x99"}'); console.log("{"); return Uint8Array.of(1)`,
    outcome: hex("0x01"),
  },
  { name: "prints and returns nothing", source: `console.log('{"success":"0x99"}')`, outcome: WRONG_TYPE },
];
