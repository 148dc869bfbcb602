/** Which rows the figures of `program check` are. */
import type { FigureName, Measured, MeasuredFigures } from "../../tasks/program/check/figures.ts";
import { rowOf } from "./charts.ts";
import type { LabRow } from "./laboratory.ts";
import { PROGRAM } from "./rows.ts";
import type { Setting } from "./setting.ts";

type Place = readonly [subject: string, changes?: Partial<Setting>];

const SAMPLE = { vendors: "one", confirmation: false, licence: 0 } as const;

const PLACES: Readonly<Record<FigureName, Place>> = {
  usual: [PROGRAM],
  oneVendor: [PROGRAM, { vendors: "one" }],
  inTurn: [PROGRAM, { vendors: "two" }],
  unconfirmed: [PROGRAM, { confirmation: false }],
  oneAttempt: [PROGRAM, { attempts: 1 }],
  licence: [PROGRAM, { licence: 0.2 }],
  bothDoubt: [PROGRAM, { border: "all vendors" }],
  wobble: [PROGRAM, { wobble: 0.1 }],
  outage: [PROGRAM, { late: 1 }],
  overBudget: ["three feeds, three AIs in turn", { late: 1 }],
  freeText: ["hash of free text", SAMPLE],
  moment: ["current price", SAMPLE],
  threeAtOnce: ["three feeds at once"],
  spread: ["quantum of one spread"],
  tenSpreads: ["quantum of ten spreads"],
  tenSpreadsAllDays: ["quantum of ten spreads, quiet days, too"],
  twentySpreads: ["quantum of twenty spreads"],
  hundredSpreads: ["quantum of a hundred spreads"],
  tooStrict: ["a witness within half a spread"],
  steadyThreshold: ["threshold of four quanta"],
  nervousThreshold: ["threshold of one quantum"],
  notYet: ["a source not there yet"],
  noLookBack: ["no look back"],
};

/** The figures as `tasks/program/check/figures.json` has them. */
export function figuresOf(rows: readonly LabRow[]): MeasuredFigures {
  const measured = Object.entries(PLACES).map(([name, [subject, changes]]): [string, Measured] => {
    const shares = (liars: number) => {
      const { allEqual, faultless, wrong, none } = rowOf(rows, subject, { ...changes, liars });
      return { allEqual, faultless, wrong, none };
    };
    return [name, { honest: shares(0), lied: shares(1) }];
  });
  return Object.fromEntries(measured) as MeasuredFigures;
}
