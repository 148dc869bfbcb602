import { id } from "ethers";

/** The rungs of the fallback ladder, as the contracts number them. */
export const Rung = { fresh: 0, stale: 1, fallback: 2 } as const;

/** A trait in words, as the ledger's description carries it. */
export interface Trait {
  readonly name: string;
  readonly value: string;
  readonly index: number;
  readonly count: number;
}

/** What a test or a preview wants to see; everything else has a default. */
export interface Wish {
  readonly collection?: string;
  readonly tokenId?: bigint;
  readonly seed?: string;
  readonly rung?: number;
  readonly state?: number;
  readonly states?: number;
  readonly stateName?: string;
  readonly traits?: Trait[];
  readonly reading?: bigint;
  readonly multiplier?: number;
  readonly decider?: number;
  readonly evolutions?: number;
  readonly program?: string;
  readonly caption?: string;
  readonly contentId?: string;
}

/** A trait whose value is called after its index. */
export function trait(name: string, index: number, count: number): Trait {
  return { name, value: `${name}-${index}`, index, count };
}

/** The three traits that the renderer knows by name. */
export function knownTraits(palette: number, mood = 1, energy = 1): Trait[] {
  return [trait("energy", energy, 4), trait("mood", mood, 4), trait("palette", palette, 8)];
}

/** A portrait as the collection hands it to a renderer. Vocabulary and figures are made up. */
export function portrait(wish: Wish = {}) {
  const { rung = Rung.fresh, state = 3, states = 7 } = wish;
  const settled = rung !== Rung.fallback;
  return {
    collection: wish.collection ?? "Imago",
    tokenId: wish.tokenId ?? 7n,
    seed: wish.seed ?? id("a moth"),
    status: {
      rung,
      paused: false,
      state,
      traits: 0n,
      reading: wish.reading ?? 120n,
      multiplier: wish.multiplier ?? 10_500,
      decider: wish.decider ?? (settled ? 1 : 0),
      version: 1,
      settledPeriod: 14_200,
      evolutions: wish.evolutions ?? 12,
      staleAt: 1_700_000_000,
      fallbackAt: 1_700_600_000,
    },
    description: {
      program: wish.program ?? "sp500",
      state: wish.stateName ?? "calm",
      states,
      traits: wish.traits ?? knownTraits(0),
      caption: wish.caption ?? "The market holds its breath.",
    },
    contentId: wish.contentId ?? (settled ? `bafkrei${"a".repeat(52)}` : ""),
    now: 1_699_999_999,
  };
}

/** A portrait's shape, for functions that pass one on. */
export type Portrait = ReturnType<typeof portrait>;

/** Portrait number `n` of an endless, repeatable series within the vocabulary's bounds. */
export function randomPortrait(n: number): Portrait {
  const dice = Buffer.from(id(`portrait ${n}`).slice(2), "hex");
  const die = (i: number, sides: number) => dice[i]! % sides;
  const states = 1 + die(0, 16);
  const others = Array.from({ length: die(1, 3) }, (_, i) => trait(`other-${i}`, die(2 + i, 9), 9));
  const known = knownTraits(die(5, 32), die(6, 4), die(7, 4)).filter((_, i) => dice[8]! & (1 << i));
  return portrait({
    seed: id(`seed ${n}`),
    tokenId: BigInt(n),
    rung: die(9, 3),
    states,
    state: die(10, states),
    traits: [...known, ...others],
    reading: (dice.readBigInt64BE(12) * (1n << BigInt(die(11, 64)))) >> 63n,
    multiplier: dice.readUInt16BE(20),
    decider: die(22, 3),
    evolutions: dice.readUInt32BE(23),
    caption: "c".repeat(1 + die(27, 120)),
  });
}
