/** The nearest multiple of `quantum`, half away from zero. */
export const quantise = (value: bigint, quantum: bigint): bigint =>
  ((value + (value < 0 ? -quantum : quantum) / 2n) / quantum) * quantum;

/**
 * Turns decimal text, or a JSON number by its shortest text, into an integer of `10 ** -decimals` units: string
 * arithmetic, rounded once, half away from zero. Throws on anything else, exponents, thousands commas and more than 13
 * digits before the point included.
 *
 * @example toUnits("6712.33984375", 2); // 671234n
 */
export const toUnits = (value: unknown, decimals: number): bigint => {
  const [, whole, fraction] = /^\s*(-?\d{1,13})(\.\d*|)\s*$/.exec(value as string)!;
  return quantise(BigInt(whole + fraction!.padEnd(9, "0").slice(1, decimals + 2)), 10n) / 10n;
};

/** The distance from zero. */
export const magnitude = (value: bigint): bigint => (value < 0 ? -value : value);
