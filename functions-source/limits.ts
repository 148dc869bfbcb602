/** HTTP requests that a DON allows a run. */
export const MAX_REQUESTS = 5;
/** Longest request in characters, so that the same source also fits CRE, whose limit is 10 KB. */
export const MAX_REQUEST_LENGTH = 10_000;
/** Longest answer in characters where a smaller query exists. */
export const MAX_REPLY_LENGTH = 100_000;
/** Milliseconds for feeds asked at once. */
export const FEEDS_MS = 2_500;
/**
 * Milliseconds for AIs asked at once, of which there are two turns at most: with the feeds 8.5 s of the 10 s that a DON
 * allows a run. A second turn of feeds leaves requests for one turn of AIs only.
 */
export const AI_MS = 3_000;
/** Tokens an AI may answer: enough for three short names in JSON. */
export const MAX_TOKENS = 200;
/** Seconds in a day. */
export const DAY = 86_400;
/** Values of an answer's kind. */
export const EVOLVE = 1;
export const HOLD = 2;
/** Values of an answer's decider; 0 in a HOLD. */
export const BY_MODEL = 1;
export const BY_RULES = 2;
/** A tail's last state before the first evolution. */
export const NO_STATE = 255;
