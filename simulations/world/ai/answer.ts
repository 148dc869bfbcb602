import { type Fault, findFault } from "../faults/fault.ts";
import { type AiTask, judge } from "./judge.ts";
import { wobbled } from "./wobble.ts";

/** The stand-in's words before a vendor's envelope goes around them. */
export interface AiAnswer {
  readonly kind: "complete" | "truncated" | "refused";
  /** The text as far as it goes; for a refusal, its wording. */
  readonly text: string;
  /** Tokens of the text. */
  readonly tokens: number;
  /** Reasoning that comes first, if any. */
  readonly reasoning: string | undefined;
}

/** The fixed wording of a refusal. */
const REFUSAL = "I'm sorry, but I can't help with that.";
const PROSE = "Certainly! Here is my assessment of the situation:";
/** A value that no vocabulary of names matching `[a-z0-9-]{1,24}` can hold. */
const OUTSIDE = "Not In The Schema";
const REASONING = "Comparing the measure with the ranges of the states.";

/** What tells a call from others. */
export interface AiCall {
  /** The world's time, unix seconds. */
  readonly at: number;
  readonly text: string;
}

/** Answers a task under the AI faults that apply, within a number of tokens. */
export function answerTask(task: AiTask, maxTokens: number, faults: readonly Fault[], call: AiCall): AiAnswer {
  const reasoning = findFault(faults, "reasoningFirst") === undefined ? undefined : REASONING;
  if (findFault(faults, "refusal") !== undefined)
    return { kind: "refused", text: REFUSAL, tokens: tokensOf(REFUSAL), reasoning };
  const text = textFor(task, faults, call);
  const limit =
    findFault(faults, "truncated") === undefined ? maxTokens : Math.min(maxTokens, Math.floor(tokensOf(text) / 2));
  const isCut = tokensOf(text) > limit;
  const shown = isCut ? text.slice(0, limit * BYTES_PER_TOKEN) : text;
  return { kind: isCut ? "truncated" : "complete", text: shown, tokens: tokensOf(shown), reasoning };
}

function textFor(task: AiTask, faults: readonly Fault[], call: AiCall): string {
  const wobble = findFault(faults, "wobble");
  const judged = judge(task);
  const object =
    wobble === undefined
      ? judged
      : wobbled(judged, task.schema, wobble.percent, `${call.at - (wobble.from ?? 0)}:${call.text}`);
  if (findFault(faults, "invalidJson") !== undefined) return PROSE;
  return JSON.stringify(findFault(faults, "outsideSchema") === undefined ? object : outside(object));
}

function outside(value: unknown): unknown {
  if (value === null || typeof value !== "object") return OUTSIDE;
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, outside(child)]));
}

/** The usual rule of thumb for English; the vendors count otherwise. */
const BYTES_PER_TOKEN = 4;

/** Estimated tokens of a text. */
export function tokensOf(text: string): number {
  return Math.ceil(text.length / BYTES_PER_TOKEN);
}
