/**
 * Where a node and the toolkit's simulator end the same script differently, and why. `docs/sandbox-differences.md` is made of this list;
 * the suite fails when a difference is missing here, and when one that stands here has vanished.
 */
import { CRASHED, LATE, type Outcome, error, hex, text } from "./script.ts";

export interface Difference {
  readonly title: string;
  readonly onNode: string;
  readonly inToolkit: string;
  readonly reason: string;
  /** How the toolkit ends the scripts that show it; how a node does stands in the corpus. */
  readonly scripts: Readonly<Record<string, Outcome>>;
}

const denied = (access: string, target: string, flag = access): Outcome =>
  error(`Requires ${access} access${target}, run again with the --allow-${flag} flag`);

export const knownDifferences: readonly Difference[] = [
  {
    title: "Request size",
    onNode: "An HTTP request may have 30,720 bytes, headers that the script sets and body together.",
    inToolkit: "Only the body counts, and the published build 0.3.2 allows it 2,048 bytes unless told otherwise.",
    reason: "The service documents 30 kilobytes for a request.",
    scripts: {
      "sends 2049 bytes": text('413{"error":"Request payload size exceeds 2048 byte limit"}'),
      "sends 30720 bytes and headers": text("200"),
    },
  },
  {
    title: "Slow bodies",
    onNode: "The 9 seconds of a request hold until the last byte of its body.",
    inToolkit: "They hold until the first byte; a body that stalls holds up the run until its own end.",
    reason: "The service documents the limit for the request, of which the body is a part.",
    scripts: { "waits for the rest of a body": LATE },
  },
  {
    title: "Words for a missing permission",
    onNode: "Reads `attempted access to blocked resource detected`.",
    inToolkit: "With Deno 2, Deno's own words; with Deno 1, the same as on a node.",
    reason: "The text is the documented one; the toolkit misses the name that Deno 2 gives to the error.",
    scripts: {
      "reads the environment": denied("env", ' to "HOME"'),
      "reads the environment through process": denied("env", ' to "HOME"'),
      "reads a file": denied("read", ' to "/etc/hostname"'),
      "reads a file through node:fs": denied("read", ' to "/etc/hostname"'),
      "writes a file": denied("write", ' to "/tmp/left-behind"'),
      "runs a program": denied("run", ' to "/bin/true"'),
      "runs a program through node": denied("env", ""),
      "loads a library": denied("ffi", ' to "/lib/none.so"'),
      "asks for the host's name": denied("sys", ' to "hostname"'),
    },
  },
  {
    title: "Network without fetch",
    onNode: "Blocked: raw sockets, listeners, web sockets and Node's own HTTP.",
    inToolkit: "Allowed, past all limits.",
    reason: "The limits would mean nothing otherwise; that the service allows it is not documented.",
    scripts: {
      "opens a raw socket": hex("0x01"),
      "listens on a port": hex("0x01"),
      "asks through node:http": hex("0xc8"),
      "opens a web socket": hex("0x01"),
    },
  },
  {
    title: "Workers",
    onNode: "Blocked.",
    inToolkit: "Allowed.",
    reason: "A node's process outlives its runs, and a worker would outlive the run that started it.",
    scripts: { "starts a worker": hex("0x01") },
  },
  {
    title: "Standard input",
    onNode: "Empty.",
    inToolkit: "Open, and nothing ever comes: reading it takes all the time there is.",
    reason: "A node's process hears its driver there.",
    scripts: { "reads the standard input": LATE },
  },
  {
    title: "Local storage",
    onNode: "Not there.",
    inToolkit: "There.",
    reason: "A run may leave nothing behind, and workers have none.",
    scripts: { "leaves an item in storage": hex("0x01") },
  },
  {
    title: "What happens after the answer",
    onNode: "Nothing: the run ends with its answer.",
    inToolkit: "Timers still run. An error in one takes the answer back; a line printed by one replaces it.",
    reason: "The simulator reads the last line of its process's output. A run that returned is over.",
    scripts: { "leaves timers behind": CRASHED, "prints after it returned": hex("0x99") },
  },
  {
    title: "Changed built-ins",
    onNode: "A script that replaces built-ins cannot change how its answer travels, only destroy it.",
    inToolkit: "It can forge its answer, or fail in the simulator's own code.",
    reason: "The simulator writes its result as text, in the script's own scope.",
    scripts: {
      "forges an answer through JSON": hex("0x99"),
      "forges an answer through Uint8Array": error("uInt8Array.forEach is not a function"),
    },
  },
  {
    title: "Compressed bodies",
    onNode: "Arrive unpacked, without the header that says they were packed.",
    inToolkit: "Arrive unpacked with that header, which makes the script's side unpack them again and fail.",
    reason: "HTTP; the simulator passes on the header of a body that it has already unpacked.",
    scripts: { "gets a gzipped body": error("unexpected end of file") },
  },
  {
    title: "Where a response came from",
    onNode: "`url` is empty and `type` is `default`.",
    inToolkit: "`url` is that of the simulator's own proxy and `type` is `basic`.",
    reason: "The proxy's address says nothing of the response, and differs from node to node.",
    scripts: { "looks at where a response came from": text("basicfalse") },
  },
  {
    title: "Absent inputs",
    onNode: "`args` and `bytesArgs` are empty lists.",
    inToolkit: "They are empty objects.",
    reason: "The service documents lists.",
    scripts: { "sees no inputs": text("[{},{},{}]") },
  },
  {
    title: "Inputs in unicode",
    onNode: "`args` and `secrets` arrive as they were sent.",
    inToolkit: "Every byte of their UTF-8 becomes a character.",
    reason: "The simulator hands them over in base64 and decodes that as Latin-1.",
    scripts: {
      "sees arguments in unicode": text("\u00c3\u00a9\u00f0\u009f\u00a6\u008b"),
      "sees a secret in unicode": text("\u00c3\u00bc"),
    },
  },
  {
    title: "Empty bytes arguments",
    onNode: "`0x` is an argument like any other.",
    inToolkit: "It is refused before the run.",
    reason: "A contract can send them.",
    scripts: { "sees empty bytes": error("bytesArgs param contains invalid hex string") },
  },
  {
    title: "Dollar signs",
    onNode: "The source runs as it was sent.",
    inToolkit: "`$$`, `$&`, `` $` `` and `$'` in it are replaced, which changes or breaks it.",
    reason: "The simulator puts the source into its own text with `String.replace`.",
    scripts: { "holds dollar signs": CRASHED, "holds a template literal": CRASHED },
  },
  {
    title: "Names in scope",
    onNode: "Only the documented ones.",
    inToolkit: "The simulator's own as well, among them the unlimited `fetch`.",
    reason: "The limits would mean nothing otherwise.",
    scripts: { "sees its own name space": text("functionundefinedundefined") },
  },
  {
    title: "TypeScript",
    onNode: "A syntax error.",
    inToolkit: "Accepted.",
    reason: "The service documents JavaScript; the simulator keeps the source in a TypeScript file.",
    scripts: { "is TypeScript": hex("0x05") },
  },
];
