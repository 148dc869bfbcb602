/** Small deterministic functions of text: what the world uses wherever reality would be arbitrary. Not for security. */

/** 32-bit FNV-1a with a final avalanche (the mixing step of MurmurHash3), so that similar texts give unlike numbers. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A number in [0, 1) that depends on the text alone. */
export function fractionOf(text: string): number {
  return hash32(text) / 2 ** 32;
}

/** An integer in [-spread, spread] that depends on the text alone. */
export function deviationOf(text: string, spread: number): number {
  return (hash32(text) % (2 * spread + 1)) - spread;
}

/** Eight hex digits per round of the hash, `digits` long in all: for ids in answers. */
export function hexOf(text: string, digits: number): string {
  let hex = "";
  for (let round = 0; hex.length < digits; round++) hex += hash32(`${round}:${text}`).toString(16).padStart(8, "0");
  return hex.slice(0, digits);
}
