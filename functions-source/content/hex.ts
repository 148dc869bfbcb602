type Integer = bigint | number | string;

/**
 * Packs integers big-endian, negative ones as two's complement, as hexadecimal digits; `sizes` in bytes. Text needs its
 * `0x`.
 */
export const packFields = (sizes: readonly number[], fields: ArrayLike<Integer>): string =>
  sizes
    .map((size, index) =>
      BigInt.asUintN(size * 8, BigInt(fields[index]!))
        .toString(16)
        .padStart(size * 2, "0"),
    )
    .join("");

/** Bytes as lower-case hexadecimal digits without a prefix. */
export const toHex = (bytes: Uint8Array): string => packFields(Array(bytes.length).fill(1), bytes);

/** Hexadecimal digits, without a prefix, as bytes. */
export const toBytes = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g)!, (pair) => +("0x" + pair));
