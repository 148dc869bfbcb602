/** What a script of the corpus is made of, and how the ends of a run are written. */
import type { Limits } from "../../../simulations/node/limits.ts";

/** How a run ended, as a consumer contract would receive it: bytes as `0x` hex, the error as text. Either may be empty, or both. */
export interface Outcome {
  readonly response: string;
  readonly error: string;
}

/** Limits that both sides let a caller set. */
export type Adjustable = Pick<Limits, "requestMs" | "runMs" | "requestBytes">;

/** One script, run through a node and through the toolkit. */
export interface Script {
  /** Unique in the corpus. */
  readonly name: string;
  /** `ORIGIN` in it becomes the test server's origin. */
  readonly source: string;
  /** Absent: none are given, which is not the same as an empty list. */
  readonly args?: readonly string[];
  readonly bytesArgs?: readonly string[];
  readonly secrets?: Readonly<Record<string, string>>;
  /** Where they differ from the documented ones. */
  readonly limits?: Partial<Adjustable>;
  /** How the run ends on a node; `ORIGIN` in its error stands for the test server's origin. */
  readonly outcome: Outcome;
}

/** @example text("hi") // { response: "0x6869", error: "" } */
export const text = (value: string): Outcome => hex(`0x${Buffer.from(value).toString("hex")}`);

/** Bytes, as `0x` hex. */
export const hex = (response: string): Outcome => ({ response, error: "" });

export const error = (message: string): Outcome => ({ response: "0x", error: message });

/** Neither bytes nor an error. */
export const nothing: Outcome = hex("0x");

/** The service's texts for ends that have no words of their own. */
export const CRASHED = error("syntax error, RAM exceeded, or other error");
export const LATE = error("script runtime exceeded");
export const BLOCKED = error("attempted access to blocked resource detected");
export const WRONG_TYPE = error("returned value not an ArrayBuffer or Uint8Array");
