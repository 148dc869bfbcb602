import { AI_MS } from "../../../functions-source/limits.ts";
import type { AiFault, TransportFault } from "../../../simulations/world/faults/fault.ts";

type Form = TransportFault | AiFault;
const STATUSES = [403, 429, 500, 503, 529] as const;

/** What a vendor can meet, and whether its answer is heard all the same. */
export const FAULTS: readonly (readonly [what: string, form: Form | undefined, heard: boolean])[] = [
  ["nothing", undefined, true],
  ["reasoning that comes first", { kind: "reasoningFirst" }, true],
  ["an answer just in time", { kind: "stall", ms: AI_MS - 1 }, true],
  ["an answer just too late", { kind: "stall", ms: AI_MS }, false],
  ["a stall", { kind: "stall" }, false],
  ["a hang", { kind: "hang" }, false],
  ["a closed connection", { kind: "down" }, false],
  ["a refusal", { kind: "refusal" }, false],
  ["truncation", { kind: "truncated" }, false],
  ["prose", { kind: "invalidJson" }, false],
  ["values outside the schema", { kind: "outsideSchema" }, false],
  ["an expired key", { kind: "keyExpired" }, false],
  ...STATUSES.map((status) => [`status ${status}`, { kind: "status", status }, false] as const),
  ["an HTML page", { kind: "html" }, false],
  ["a reply that breaks off", { kind: "malformed" }, false],
];

/** Bodies with status 200 that are no answer of any vendor. */
export const BODIES: Readonly<Record<string, string>> = {
  "an empty body": "",
  "a blank body": "\n ",
  "half a character": "\ufffd",
  null: "null",
  "a number": "7",
  "an empty object": "{}",
  "an empty list": "[]",
  "an error with status 200": '{"error":{"message":"overloaded"}}',
  "the choice without its envelope": '{"state":"drift","mood":"hope"}',
};

/** Texts of a model that are no choice, within the vendor's envelope. */
export const TEXTS: Readonly<Record<string, unknown>> = {
  "a state that may not follow": { state: "abyss", mood: "hope" },
  "an unknown state": { state: "sideways", mood: "hope" },
  "a mood of other letters": { state: "flow", mood: "Hope" },
  "a mood that every object has": { state: "flow", mood: "constructor" },
  "a missing member": { state: "flow" },
  "an index instead of a name": { state: "flow", mood: 3 },
  "names in lists": { state: ["flow"], mood: ["hope"] },
  "a list": ["flow", "hope"],
  "a word": "flow",
  nothing: null,
};
