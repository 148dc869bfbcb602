/**
 * Every way in which a run can end without an answer: the closed list of `docs/error-codes.md`, which says the cause
 * and the remedy of each. A DON reports the text of the thrown error on chain, in at most 256 bytes; ours take at most
 * 64.
 */
export const ERROR_CODES = [
  "AI_SPLIT",
  "BAD_ARGS",
  "BUDGET",
  "CANDIDATE",
  "FEED_QUORUM",
  "FEED_SPREAD",
  "FEED_STALE",
  "NOT_FINAL",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * Ends the run with `CODE:detail`, at most 64 ASCII characters by what the details are.
 *
 * @example fail("FEED_QUORUM", "ok,429,none"); // throws Error("FEED_QUORUM:ok,429,none")
 */
export const fail = (code: ErrorCode, detail: unknown): never => {
  throw Error(code + ":" + detail);
};
