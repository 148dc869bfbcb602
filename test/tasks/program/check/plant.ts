/** How a fault is planted in a program's file: what is replaced in a shipped one, and which findings that must give. */
import type { Deployed } from "../../../../tasks/program/check/subject.ts";

export interface Planted {
  readonly what: string;
  /** The shipped program whose file is changed. */
  readonly of: string;
  readonly edits: readonly (readonly [from: string | RegExp, to: string])[];
  readonly deployed?: Deployed;
  /** Names of all findings, in their order. */
  readonly found: readonly string[];
}

type Edits = Planted["edits"];

const planted = (of: string, what: string, edits: Edits, ...found: string[]): Planted => ({ what, of, edits, found });
export const bitcoin = planted.bind(undefined, "bitcoin");
export const weather = planted.bind(undefined, "seattle-weather");
export const index = planted.bind(undefined, "sp500");
