/** The holders' signals by their numbers, as contracts/interactions/ISignals.sol counts them. */
export const SIGNALS = ["calm", "stir", "darken", "brighten"] as const;

export type Signal = (typeof SIGNALS)[number];

/** How often each signal was given in a period. */
export type Tally = Readonly<Record<Signal, number>>;

/** A count stops here. */
export const MOST_COUNTED = 65_535;
const BITS = 16n;

/** The tail's `interactions`: `docs/formats.md`, Tally. */
export const encodeTally = (tally: Tally): bigint =>
  SIGNALS.reduce((word, signal, number) => word | (BigInt(tally[signal]) << (BITS * BigInt(number))), 0n);

/** `2 calm, 1 brighten`, or `none`. */
export const tellTally = (tally: Tally): string =>
  SIGNALS.filter((signal) => tally[signal] > 0)
    .map((signal) => `${tally[signal]} ${signal}`)
    .join(", ") || "none";

/** Reads the tail's `interactions` of a program that listens. */
export const decodeTally = (word: bigint): Tally =>
  Object.fromEntries(
    SIGNALS.map((signal, number) => [signal, Number((word >> (BITS * BigInt(number))) & BigInt(MOST_COUNTED))]),
  ) as Record<Signal, number>;
