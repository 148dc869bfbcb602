/** The shared vectors of test/vectors/, read as the tests of contracts need them: numbers as decimal text, bytes as hexadecimal. */
import { readFileSync } from "node:fs";

const read = <T>(file: string): T =>
  JSON.parse(readFileSync(new URL(`../vectors/${file}.json`, import.meta.url), "utf8")) as T;

type Numbers<Names extends string> = Readonly<Record<Names, string>>;

export const answers = read<{
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
}>("answer");

export const contentIds = read<readonly Numbers<"content" | "digest" | "contentId">[]>("content-id");

export const documents =
  read<
    readonly Numbers<
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
    >[]
  >("document");

export const tails =
  read<
    readonly Numbers<
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
    >[]
  >("tail");

export const vocabularies = read<{
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
}>("vocabulary");
