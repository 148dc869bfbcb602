/** The laboratory's figures that rules quote: measured by `npm run bench:agreement`, which writes figures.json. */
import { readFileSync } from "node:fs";

/** What each figure is about, in the words of docs/agreement.md; bench/agreement/figures.ts says how it is measured. */
export const FIGURES = {
  usual: "as usual",
  oneVendor: "one vendor",
  inTurn: "two vendors in turn",
  unconfirmed: "without confirmation",
  oneAttempt: "one attempt",
  licence: "the AIs overrule the rules in 20 % of inputs",
  bothDoubt: "both vendors on the border",
  wobble: "10 % wobble",
  outage: "no AI in time",
  overBudget: "three feeds, three AIs in turn, none in time",
  freeText: "hash of free text",
  moment: "current price",
  threeAtOnce: "three feeds at once",
  spread: "quantum of one spread",
  tenSpreads: "quantum of ten spreads",
  tenSpreadsAllDays: "quantum of ten spreads, quiet days, too",
  twentySpreads: "quantum of twenty spreads",
  hundredSpreads: "quantum of a hundred spreads",
  tooStrict: "a witness within half a spread",
  steadyThreshold: "threshold of four quanta, quiet days, too",
  nervousThreshold: "threshold of one quantum, quiet days, too",
  notYet: "one of two sources not there yet for half of the nodes",
  noLookBack: "no look back over days without a session",
} as const;

export type FigureName = keyof typeof FIGURES;

/** Between 0 and 1, as in `out/agreement.json`. */
export interface Shares {
  readonly allEqual: number;
  readonly faultless: number;
  readonly wrong: number;
  readonly none: number;
}

export interface Measured {
  /** Nobody lies. */
  readonly honest: Shares;
  /** One of four nodes lies. */
  readonly lied: Shares;
}

export type MeasuredFigures = Readonly<Record<FigureName, Measured>>;

/** One share, and what it is compared with: the usual day unless it says otherwise. */
export interface Figure {
  readonly of: FigureName;
  readonly share: keyof Shares;
  /** Whether one of four nodes lies. */
  readonly lied?: true;
  readonly than?: FigureName;
}

export const FIGURES_FILE = new URL("figures.json", import.meta.url);

let read: MeasuredFigures | undefined;

export function measuredFigures(): MeasuredFigures {
  return (read ??= JSON.parse(readFileSync(FIGURES_FILE, "utf8")) as MeasuredFigures);
}

const SENTENCES: Readonly<Record<keyof Shares, (share: string) => string>> = {
  allEqual: (share) => `in ${share} of periods all honest nodes say the same at once`,
  faultless: (share) => `${share} of periods end with the faultless answer`,
  wrong: (share) => `${share} of periods end wrong`,
  none: (share) => `${share} of periods are not settled`,
};

/** @example percent(0.00408) // "0.41 %" */
export const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

/** The two shares that a figure compares. */
export function sharesOf({ of, share, lied, than = "usual" }: Figure, measured = measuredFigures()): [number, number] {
  const side = lied ? "lied" : "honest";
  return [measured[of][side][share], measured[than][side][share]];
}

/** As a finding says it: what is measured, how much, and how much otherwise. */
export function quoted(figure: Figure, measured = measuredFigures()): string {
  const [share, other] = sharesOf(figure, measured);
  const { of, lied, than = "usual" } = figure;
  const where = `${FIGURES[of]}${lied ? ", one liar" : ""}`;
  return `${where}: ${SENTENCES[figure.share](percent(share))}; ${FIGURES[than]}: ${percent(other)}`;
}
