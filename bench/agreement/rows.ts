/** Which rows the laboratory measures. */
import type { BaselineName } from "./baselines.ts";
import { type Setting, type Vendors, faultyOf, usual } from "./setting.ts";
import { VARIANTS, type VariantName } from "./variants.ts";

export interface Plan {
  /** A program's name, a baseline's, or a variant's. */
  readonly subject: string;
  readonly setting: Setting;
  readonly periods: number;
}

export const VENDORS: readonly Vendors[] = ["one", "two", "two and rules"];
export const PROGRAM = "bitcoin";
export const BASELINE_NAMES: readonly BaselineName[] = ["hash of free text", "current price", "long JSON"];
export const VARIANT_NAMES = Object.keys(VARIANTS) as VariantName[];
/** Only an outage takes its sixth request. */
const OVER: VariantName = "three feeds, three AIs in turn";
const FAULTS = [0, 0.05, 0.2];
export const WOBBLES = [0, 0.05, 0.2, 0.4];
export const LICENCES = [0, 0.02, 0.05, 0.1, 0.2, 0.4];
export const GAPS = [0, 0.05, 0.1, 0.2];
export const OPINION_PROGRAM = "headlines";
export const OPINION_VENDORS: readonly Vendors[] = ["two and rules", "accord"];
export const OPINION_LICENCES = [0.2, 0.5, 1];
const SMALL = 300;
const MEDIUM = 1_000;
/** So many that a share of half a per cent has a standard error of less than a tenth of one. */
const LARGE = 12_000;

const both = [false, true];

/** The headline, which other rows vary: without a liar, with one, and with one who foresees, on every program. */
export function headline(programs: readonly string[]): Plan[] {
  return programs.flatMap((subject) =>
    [{}, { liars: 1 }, { liars: 1, foresight: true }].map((changes) => ({
      subject,
      setting: { ...usual, ...changes },
      periods: subject === PROGRAM ? LARGE : LARGE / 4,
    })),
  );
}

/** Vendors, faults, wobble, borders, liars and confirmation, all with all. */
export function grid(): Plan[] {
  return VENDORS.flatMap((vendors) =>
    FAULTS.flatMap((providerFaults) =>
      WOBBLES.flatMap((wobble) =>
        [0, 0.1].flatMap((borderline) =>
          [0, 1].flatMap((liars) =>
            both.map((confirmation) => ({ vendors, providerFaults, wobble, borderline, liars, confirmation })),
          ),
        ),
      ),
    ),
  ).map((changes) => plan(changes, SMALL));
}

/** The usual day, one thing after another changed; each without a liar and with as many as may be. */
export function variations(): Plan[] {
  const changes: Partial<Setting>[] = [
    ...[7, 10].flatMap((n) => VENDORS.map((vendors) => ({ n, vendors }))),
    ...both.flatMap((confirmation) =>
      VENDORS.map((vendors) => ({ vendors, confirmation, aggregation: "median" as const })),
    ),
    ...VENDORS.map((vendors) => ({ vendors, correlated: true })),
    ...VENDORS.map((vendors) => ({ vendors, border: "all vendors" as const })),
    ...[0.05, 0.2].flatMap((late) => VENDORS.map((vendors) => ({ vendors, late }))),
    ...[1, 2, 4, 6, 8].map((attempts) => ({ attempts })),
  ];
  return changes.flatMap((change) =>
    [0, faultyOf(change.n ?? usual.n)].map((liars) => plan({ ...change, liars }, MEDIUM)),
  );
}

/** How far the AIs' judgement may part from the rules' and from each other. */
export function frontier(): Plan[] {
  return [...LICENCES.map((licence) => ({ licence })), ...GAPS.slice(1).map((gap) => ({ gap }))].flatMap((change) =>
    [0, 1].map((liars) => plan({ ...change, liars }, 3 * MEDIUM)),
  );
}

/** A program on whose questions AIs and rules often part, decided in its own way and by `accord`. */
export function opinions(): Plan[] {
  return OPINION_LICENCES.flatMap((licence) =>
    OPINION_VENDORS.flatMap((vendors) =>
      [{ liars: 0 }, { liars: 1 }, { liars: 1, foresight: true }].map((changes) => ({
        subject: OPINION_PROGRAM,
        setting: { ...usual, ...changes, licence, vendors },
        periods: 3 * MEDIUM,
      })),
    ),
  );
}

/** What public samples do: one request, no confirmation, as many attempts as ours. */
export function baselines(): Plan[] {
  return BASELINE_NAMES.flatMap((subject) =>
    [0, 1].flatMap((liars) =>
      WOBBLES.map((wobble) => ({
        subject,
        setting: { ...usual, vendors: "one" as const, confirmation: false, licence: 0, liars, wobble },
        periods: MEDIUM,
      })),
    ),
  );
}

/** Programs with one fault each, on which rules of `program check` rest, and two days that are worse than usual. */
export function variants(): Plan[] {
  const days: [string, Partial<Setting>][] = [
    ...VARIANT_NAMES.map((subject): [string, Partial<Setting>] => [subject, subject === OVER ? { late: 1 } : {}]),
    [PROGRAM, { late: 1 }],
    [PROGRAM, { wobble: 0.1 }],
  ];
  return days.flatMap(([subject, changes]) =>
    [0, 1].map((liars) => ({
      subject,
      setting: { ...usual, ...changes, liars },
      periods: subject.startsWith("quantum") ? LARGE : 2 * MEDIUM,
    })),
  );
}

const plan = (changes: Partial<Setting>, periods: number): Plan => ({
  subject: PROGRAM,
  setting: { ...usual, ...changes },
  periods,
});
