/** The documented limits of Chainlink Functions (docs.chain.link, Functions service limits). */
export const LIMITS = {
  /** HTTP requests of one run. */
  requests: 5,
  /** Milliseconds of one HTTP request, body included. */
  requestMs: 9_000,
  /** Milliseconds of one run. */
  runMs: 10_000,
  /** Megabytes of a run's heap. */
  heapMegabytes: 128,
  /** Characters of a URL. */
  urlLength: 2_048,
  /** Bytes of an HTTP request, headers and body. */
  requestBytes: 30_720,
  /** Bytes of an HTTP response's body. */
  responseBytes: 2_097_152,
  /** Bytes of the value that a run returns. */
  answerBytes: 256,
  /** Bytes of a request's CBOR payload. */
  payloadBytes: 30_720,
} as const;

/** Limits as they can be set, in the units of {@link LIMITS}. */
export type Limits = Readonly<Record<keyof typeof LIMITS, number>>;
