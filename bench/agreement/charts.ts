/** The charts of docs/agreement.md. */
import { type Chart, lineChart } from "./chart.ts";
import type { LabRow } from "./laboratory.ts";
import { BASELINE_NAMES, LICENCES, PROGRAM, VENDORS, WOBBLES } from "./rows.ts";
import { type Setting, type Vendors, usual } from "./setting.ts";

const COLOURS = ["#9a6700", "#0969da", "#1a7f37", "#8250df", "#cf222e", "#57606a"];
const NAMES: Readonly<Record<Vendors, string>> = {
  one: "one vendor",
  two: "two vendors in turn",
  "two and rules": "two vendors and rules",
  accord: "two vendors and rules",
};

/** By file name. */
export function charts(rows: readonly LabRow[]): Record<string, string> {
  return {
    "agreement-wobble.svg": lineChart(byWobble(rows)),
    "agreement-liar.svg": lineChart(byLiar(rows)),
    "agreement-licence.svg": lineChart(byLicence(rows)),
  };
}

/** The row of these changes to the usual day; the one of the most periods. */
export function rowOf(rows: readonly LabRow[], subject: string, changes: Partial<Setting>): LabRow {
  const wanted = Object.entries({ ...usual, ...changes });
  const found = rows
    .filter((row) => row.subject === subject && wanted.every(([name, value]) => row[name as keyof LabRow] === value))
    .sort((a, b) => b.periods - a.periods)[0];
  if (found === undefined)
    throw new Error(`The laboratory measured no row of ${subject} with ${JSON.stringify(changes)}.`);
  return found;
}

const percents = (values: readonly number[]): string[] => values.map((value) => `${value * 100} %`);

function byWobble(rows: readonly LabRow[]): Chart {
  const ours = VENDORS.map((vendors) => ({
    name: NAMES[vendors],
    values: WOBBLES.map((wobble) => rowOf(rows, PROGRAM, { vendors, wobble }).faultless),
  }));
  const theirs = BASELINE_NAMES.map((name) => ({
    name,
    values: WOBBLES.map(
      (wobble) => rowOf(rows, name, { vendors: "one", confirmation: false, licence: 0, wobble }).faultless,
    ),
    dashed: true,
  }));
  return {
    title: "Periods that end with the faultless answer, four honest nodes",
    places: percents(WOBBLES),
    placesLabel: "wobble of each field (5 % faults, 10 % borderline inputs)",
    most: 1,
    series: [...ours, ...theirs].map((one, index) => ({ ...one, colour: COLOURS[index]! })),
  };
}

function byLiar(rows: readonly LabRow[]): Chart {
  const series = VENDORS.flatMap((vendors, index) =>
    [false, true].map((confirmation) => ({
      name: `${vendors}${confirmation ? ", confirmed" : ""}`,
      values: WOBBLES.map((wobble) => rowOf(rows, PROGRAM, { vendors, wobble, confirmation, liars: 1 }).wrong),
      colour: COLOURS[index]!,
      dashed: !confirmation,
    })),
  );
  return {
    title: "Periods that end with a wrong answer, one of four nodes lies",
    places: percents(WOBBLES),
    placesLabel: "wobble of each field (5 % faults, 10 % borderline inputs)",
    most: 1,
    series,
  };
}

function byLicence(rows: readonly LabRow[]): Chart {
  const values = (liars: number, of: (row: LabRow) => number): number[] =>
    LICENCES.map((licence) => of(rowOf(rows, PROGRAM, { licence, liars })));
  return {
    title: "What it costs that AIs overrule the rules",
    places: percents(LICENCES),
    placesLabel: "inputs in which the AIs choose otherwise than the rules",
    most: 0.02,
    series: [
      { name: "not faultless, no liar", values: values(0, ({ faultless }) => 1 - faultless), colour: COLOURS[1]! },
      { name: "wrong, one liar", values: values(1, ({ wrong }) => wrong), colour: COLOURS[4]! },
    ],
    bars: [
      { value: 0.01, name: "1 %" },
      { value: 0.005, name: "0.5 %" },
    ],
  };
}
