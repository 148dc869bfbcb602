/** The shared vectors of test/vectors/, read as the tests of contracts need them: numbers as decimal text, bytes as hexadecimal. */
import { readFileSync } from "node:fs";

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../vectors/${file}.json`, import.meta.url), "utf8"));

type Numbers<Names extends string> = Readonly<Record<Names, string>>;

export const answers = read("answer") as {
  readonly valid: readonly Numbers<
    | "name"
    | "kind"
    | "decider"
    | "state"
    | "traits"
    | "multiplier"
    | "period"
    | "program"
    | "programVersion"
    | "reading"
    | "contentDigest"
    | "promptDigest"
    | "bytes"
  >[];
  readonly invalid: readonly Numbers<"why" | "bytes">[];
};

export const contentIds = read("content-id") as readonly Numbers<"content" | "digest" | "contentId">[];

export const documents = read("document") as readonly Numbers<
  | "name"
  | "decider"
  | "state"
  | "traits"
  | "multiplier"
  | "period"
  | "periodEnd"
  | "reading"
  | "promptDigest"
  | "vocabulary"
  | "document"
  | "digest"
  | "contentId"
>[];

export const tails = read("tail") as readonly Numbers<
  | "name"
  | "program"
  | "period"
  | "periodEnd"
  | "programVersion"
  | "lastState"
  | "lastReading"
  | "interactions"
  | "candidateHeader"
  | "candidateReading"
  | "bytes"
>[];

export const vocabularies = read("vocabulary") as {
  readonly valid: readonly {
    readonly name: string;
    readonly vocabulary: {
      readonly program: string;
      readonly states: readonly string[];
      readonly traits: readonly { name: string; offset: number; width: number; values: readonly string[] }[];
      readonly captions: readonly string[];
    };
    readonly blob: string;
  }[];
  readonly invalid: readonly Numbers<"why" | "blob">[];
};
