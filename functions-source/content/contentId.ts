import { toBytes } from "./hex.ts";

/** Alphabet of RFC 4648 base32 in lower case; multibase writes it, without padding, after a `b`. */
const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

/** CIDv1, raw codec (0x55), sha2-256 (0x12), 32 bytes. */
const PREFIX = "01551220";

/**
 * The content id of a document from its sha-256 digest.
 *
 * @param digest `0x` and 64 digits
 * @returns 59 characters beginning with `bafkrei`
 */
export function toContentId(digest: string): string {
  if (!/^0x[\da-f]{64}$/i.test(digest))
    throw new Error(`A content digest is 0x and 64 hexadecimal digits, not ${digest}.`);
  const bits = Array.from(toBytes(PREFIX + digest.slice(2)), (byte) => byte.toString(2).padStart(8, "0")).join("");
  return "b" + (bits.match(/.{1,5}/g) ?? []).map((group) => BASE32[parseInt(group.padEnd(5, "0"), 2)]).join("");
}
