/**
 * What a program's states are ranged by, and what its threshold is compared with: from a reading and the last
 * evolution's reading.
 */
export type Measure = (reading: bigint, last: bigint) => bigint;

/** The reading itself, in the reading's unit. */
export const level: Measure = (reading) => reading;

/** The difference from the last reading, in the reading's unit. */
export const difference: Measure = (reading, last) => reading - last;

/** The change against the last reading in basis points, rounded toward zero; zero when there is no last reading. */
export const change: Measure = (reading, last) => (last ? ((reading - last) * 10_000n) / last : 0n);
