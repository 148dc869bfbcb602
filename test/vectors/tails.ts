import { encodeTail, type TailFields } from "../../functions-source/content/tail.ts";

const MAX = 2n ** 127n - 1n;
const HEADER = 0x0101020300000000000001a127100000003778000000070002000000000000n << 8n;
const candidate = (reading: bigint): bigint => (HEADER << 256n) | BigInt.asUintN(256, reading);

const vectors: Record<string, TailFields> = {
  "before the first evolution": [1n, 14_200n, 1_226_966_400n, 1n, 255n, 0n, 0n, 0n],
  "after an evolution": [7n, 20_000n, 1_728_086_400n, 2n, 3n, 671_200n, 0n, 42n],
  "negative last reading": [7n, 20_000n, 1_728_086_400n, 2n, 0n, -130n, 0n, 42n],
  "smallest last reading": [7n, 20_000n, 1_728_086_400n, 2n, 0n, -MAX - 1n, 0n, 1n],
  "largest of all": [
    2n ** 32n - 1n,
    2n ** 40n - 1n,
    2n ** 40n - 1n,
    65_535n,
    15n,
    MAX,
    2n ** 512n - 1n,
    2n ** 64n - 1n,
  ],
  "confirmation round": [7n, 20_000n, 1_728_086_400n, 2n, 3n, 671_200n, candidate(680_000n), 42n],
  "confirmation round, negative readings": [7n, 20_000n, 1_728_086_400n, 2n, 3n, -10n, candidate(-130n), 42n],
};

const NAMES = ["program", "period", "periodEnd", "programVersion", "lastState", "lastReading", "", "interactions"];

/** Tails with their fields; the candidate as the format has it, a header and a reading. */
export function tailVectors(): unknown {
  return Object.entries(vectors).map(([name, fields]) => ({
    name,
    ...Object.fromEntries(NAMES.flatMap((key, index) => (key ? [[key, `${fields[index]}`]] : []))),
    candidateHeader: "0x" + (fields[6] >> 256n).toString(16).padStart(64, "0"),
    candidateReading: `${BigInt.asIntN(256, fields[6])}`,
    bytes: encodeTail(fields),
  }));
}
