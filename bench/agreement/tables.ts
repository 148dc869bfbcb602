/** The tables of docs/agreement.md, in Markdown. */
import {
  FIGURES,
  type FigureName,
  type MeasuredFigures,
  percent as share,
  quoted,
} from "../../tasks/program/check/figures.ts";
import { rules } from "../../tasks/program/check/rules/index.ts";
import { type Comparison, isWithin } from "./check.ts";
import { rowOf } from "./charts.ts";
import type { LabRow } from "./laboratory.ts";
import { BASELINE_NAMES, GAPS, OPINION_LICENCES, OPINION_PROGRAM, OPINION_VENDORS, PROGRAM, VENDORS } from "./rows.ts";
import type { Setting } from "./setting.ts";

/** How programs decide that do not by `accord`. */
const WAYS: Readonly<Record<string, string>> = { headlines: "majority" };

const COLUMNS = ["allEqual", "faultless", "singleNode", "wrong", "none"] as const;
const HEAD = ["", "all equal", "faultless", "single node", "wrong", "none", "AI calls", "gas, million", "LINK"];

export function keyTable(rows: readonly LabRow[], programs: readonly string[]): string {
  const ways: [string, Partial<Setting>][] = VENDORS.flatMap((vendors) =>
    [false, true].map((confirmation): [string, Partial<Setting>] => [
      `${vendors}${confirmation ? ", confirmed" : ""}`,
      { vendors, confirmation },
    ]),
  );
  const liars = [0, 1] as const;
  return table(HEAD, [
    ...liars.flatMap((count) => [
      ...ways.map(([name, changes]) =>
        figures(`${name}${lying(count)}`, rowOf(rows, PROGRAM, { ...changes, liars: count })),
      ),
      ...programs
        .filter((name) => name !== PROGRAM)
        .map((name) =>
          figures(
            `${name}: ${WAYS[name] ?? "two and rules"}, confirmed${lying(count)}`,
            rowOf(rows, name, { liars: count }),
          ),
        ),
      ...(count === 0
        ? []
        : programs.map((name) =>
            figures(
              `${name}: ${WAYS[name] ?? "two and rules"}, confirmed, one liar who foresees`,
              rowOf(rows, name, { liars: 1, foresight: true }),
            ),
          )),
      ...BASELINE_NAMES.map((name) =>
        figures(
          `${name}${lying(count)}`,
          rowOf(rows, name, { vendors: "one", confirmation: false, licence: 0, liars: count }),
        ),
      ),
    ]),
  ]);
}

/** What is otherwise than usual, without and with liars. */
export function variationTable(rows: readonly LabRow[]): string {
  const changes: [string, Partial<Setting>][] = [
    ["as usual", {}],
    ["7 nodes", { n: 7 }],
    ["10 nodes", { n: 10 }],
    ["MEDIAN", { aggregation: "median" }],
    ["one coin a round", { correlated: true }],
    ["both vendors on the border", { border: "all vendors" }],
    ["5 % of nodes too slow for AIs", { late: 0.05 }],
    ["20 % of nodes too slow for AIs", { late: 0.2 }],
    ...GAPS.slice(1).map((gap): [string, Partial<Setting>] => [`vendors differ in ${gap * 100} % of inputs`, { gap }]),
    ...[0, 0.2].map((providerFaults): [string, Partial<Setting>] => [
      `${providerFaults * 100} % faults`,
      { providerFaults },
    ]),
    ...[1, 2, 4, 6, 8].map((attempts): [string, Partial<Setting>] => [
      `${attempts} ${attempts === 1 ? "attempt" : "attempts"}`,
      { attempts },
    ]),
  ];
  const head = [
    "two vendors and rules, confirmed",
    "faultless",
    "none",
    "wrong with liars",
    "none with liars",
    "rounds a period",
  ];
  return table(
    head,
    changes.map(([name, change]) => {
      const honest = rowOf(rows, PROGRAM, { ...change, liars: 0 });
      const lied = rowOf(rows, PROGRAM, { ...change, liars: Math.floor(((change.n ?? 4) - 1) / 3) });
      const shares = [honest.faultless, honest.none, lied.wrong, lied.none].map(share);
      return [name, ...shares, (honest.rounds / honest.periods).toFixed(2)];
    }),
  );
}

/** Where AIs and rules often part: the program's own way to decide beside `accord`. */
export function opinionTable(rows: readonly LabRow[]): string {
  const liar = ["faultless", "wrong", "none"].map((name) => `${name}, one liar`);
  const head = [
    "AIs overrule the rules in",
    "by",
    "all equal",
    "faultless",
    "none",
    ...liar,
    "wrong, liar who foresees",
  ];
  return table(
    head,
    OPINION_LICENCES.flatMap((licence) =>
      OPINION_VENDORS.map((vendors) => {
        const row = (changes: Partial<Setting>) => rowOf(rows, OPINION_PROGRAM, { licence, vendors, ...changes });
        const [honest, lied, foreseen] = [row({}), row({ liars: 1 }), row({ liars: 1, foresight: true })];
        const shares = [
          honest.allEqual,
          honest.faultless,
          honest.none,
          lied.faultless,
          lied.wrong,
          lied.none,
          foreseen.wrong,
        ];
        return [`${licence * 100} %`, vendors === "accord" ? "accord" : "majority", ...shares.map(share)];
      }),
    ),
  );
}

export function checkTable(comparisons: readonly Comparison[]): string {
  return table(
    ["row", "share", "laboratory", "check", "standard errors apart", "held"],
    comparisons.map((one) => {
      const apart = Math.abs(one.measured - one.expected) / one.standardError;
      return [
        one.row,
        one.share,
        share(one.measured),
        share(one.expected),
        apart.toFixed(1),
        isWithin(one) ? "yes" : "NO",
      ];
    }),
  );
}

/** The rules of `program check`, each with the figure behind it. */
export function ruleTable(measured: MeasuredFigures): string {
  const lines = rules.map(({ name, finds, figure }) => [`\`${name}\``, finds, quoted(figure, measured)]);
  return table(["rule", "finds", "laboratory"], lines, "---");
}

/** All figures that rules quote, and some to compare them with. */
export function figureTable(measured: MeasuredFigures): string {
  const head = ["", "all equal", "faultless", "none", "wrong", "faultless, a liar", "none, a liar", "wrong, a liar"];
  const lines = Object.entries(FIGURES).map(([name, about]) => {
    const { honest, lied } = measured[name as FigureName];
    const shares = [honest.allEqual, honest.faultless, honest.none, honest.wrong];
    return [about, ...[...shares, lied.faultless, lied.none, lied.wrong].map(share)];
  });
  return table(head, lines);
}

const lying = (liars: number): string => (liars === 0 ? "" : ", one liar");

function figures(name: string, row: LabRow): string[] {
  const costs = [row.aiCalls.toFixed(1), (row.gas / 1e6).toFixed(2), row.link.toFixed(2)];
  return [name, ...COLUMNS.map((column) => share(row[column])), ...costs];
}

function table(head: readonly string[], lines: readonly (readonly string[])[], others = "---:"): string {
  const rule = head.map((_, column) => (column === 0 ? "---" : others));
  return [head, rule, ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}
