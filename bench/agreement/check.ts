/**
 * The independent check: the same questions answered another way, by closed forms and by a simulation that shares no code
 * with the laboratory. It knows no program, no bytes and no vendor: nodes, voices and places in lists only.
 */
import type { Setting } from "./setting.ts";

/** A field of an input: the rules' place in a list of so many values. */
export interface Place {
  readonly ruled: number;
  readonly size: number;
}

export interface Shares {
  readonly allEqual: number;
  readonly faultless: number;
  readonly singleNode: number;
  readonly wrong: number;
  readonly none: number;
}

/** A share of the laboratory beside the same share by other means. */
export interface Comparison {
  readonly row: string;
  readonly share: keyof Shares;
  readonly measured: number;
  readonly expected: number;
  /** Of the difference of both. */
  readonly standardError: number;
}

/** Standard errors that a difference may have. */
export const BOUND = 3;
/** A share of zero or one still has an error: as if one more period had gone the other way. */
const least = (share: number, periods: number): number => Math.min(Math.max(share, 1 / periods), 1 - 1 / periods);

/** @param expectedPeriods of the simulation; infinite for a closed form */
export function compare(
  row: string,
  measured: Shares,
  periods: number,
  expected: Partial<Shares>,
  expectedPeriods = Infinity,
): Comparison[] {
  return (Object.entries(expected) as [keyof Shares, number][]).map(([share, value]) => {
    const p = least(value, periods);
    const variance = p * (1 - p) * (1 / periods + 1 / expectedPeriods);
    return { row, share, measured: measured[share], expected: value, standardError: Math.sqrt(variance) };
  });
}

export const isWithin = ({ measured, expected, standardError }: Comparison): boolean =>
  Math.abs(measured - expected) <= BOUND * standardError;

/**
 * Four honest nodes, one vendor that only wobbles, MODE of three, no confirmation: exact. The answers of a node are
 * independent of each other's; a field stays with 1 - w and goes to each neighbour with w / 2, at an end of its list to the
 * only one with w.
 */
export function wobbleAlone(inputs: readonly (readonly Place[])[], wobble: number): Omit<Shares, "none"> {
  const each = inputs.map((places) => {
    const p = places.reduce((product) => product * (1 - wobble), 1);
    const power = (exponent: number): number =>
      places.reduce((product, place) => product * chances(place, wobble).reduce((sum, q) => sum + q ** exponent, 0), 1);
    const [two, three] = [power(2), power(3)];
    const others = two - p * p;
    // Two of three say it; or all three differ and it is heard first.
    const faultless = p ** 3 + 3 * p * p * (1 - p) + p * ((1 - p) ** 2 - others);
    return { allEqual: power(4), faultless, singleNode: 1 - 3 * two + 2 * three, wrong: 1 - faultless };
  });
  const mean = (share: keyof (typeof each)[number]): number =>
    each.reduce((sum, shares) => sum + shares[share], 0) / each.length;
  return {
    allEqual: mean("allEqual"),
    faultless: mean("faultless"),
    singleNode: mean("singleNode"),
    wrong: mean("wrong"),
  };
}

function chances({ ruled, size }: Place, wobble: number): number[] {
  const atEnd = ruled === 0 || ruled === size - 1;
  return atEnd ? [1 - wobble, wobble] : [1 - wobble, wobble / 2, wobble / 2];
}

/** Which settings the simulation knows. */
export type Simulated = Pick<
  Setting,
  "providerFaults" | "wobble" | "borderline" | "licence" | "attempts" | "confirmation" | "vendors"
> & { readonly liar: boolean };
