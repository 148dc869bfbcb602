/** How a reading compares with the last evolution's: what the threshold is about. */
export type Move = (reading: bigint, last: bigint) => bigint;

/**
 * What a program's states are ranged by: from a reading, the last evolution's reading, and the tally of the holders'
 * signals in the period (`docs/formats.md`, Tail), zero where a program does not listen.
 */
export type Measure = (reading: bigint, last: bigint, interactions: bigint) => bigint;

/** The reading itself, in the reading's unit. */
export const level: Move = (reading) => reading;

/** The difference from the last reading, in the reading's unit. */
export const difference: Move = (reading, last) => reading - last;

/** The change against the last reading in basis points, rounded toward zero; zero when there is no last reading. */
export const change: Move = (reading, last) => (last ? ((reading - last) * 10_000n) / last : 0n);

/** Bit at which a pair of opposite signals stands in a tally: the one that lowers a measure, then the one that raises it. */
export const CALM_OR_STIR = 0n;
export const DARKEN_OR_BRIGHTEN = 32n;

/**
 * A measure that holders may shift. By `step` if all of them say the same, by none if they are divided, in between in
 * proportion to the majority, rounded toward zero; never by more. The program must say `listens: true`.
 *
 * @param step in the measure's unit
 * @param least how many must have given one of the two signals for them to count at all, at least 1
 * @param pair `CALM_OR_STIR` or `DARKEN_OR_BRIGHTEN`
 */
export const swayed =
  (measure: Measure, step: bigint, least: bigint, pair = CALM_OR_STIR): Measure =>
  (reading, last, interactions) => {
    const down = (interactions >> pair) & 0xffffn;
    const up = (interactions >> (pair + 16n)) & 0xffffn;
    const voices = down + up;
    return measure(reading, last, interactions) + (voices < least ? 0n : (step * (up - down)) / voices);
  };
