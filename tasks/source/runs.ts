/** Many runs of one question: do independent nodes give the same bytes? What they told goes to a dataset. */
import { isAbsolute, relative } from "node:path";

import { type Answer, type Comparison, bytesOf, compare } from "../../simulations/single-run/comparison.ts";
import { appendRun, openDataset } from "../../simulations/single-run/dataset.ts";
import type { SingleRun } from "../../simulations/single-run/run.ts";
import type { Told } from "../../simulations/single-run/told.ts";
import { counted } from "../common/duration.ts";
import { wrongInput } from "../common/failure.ts";
import { note, print, printJson } from "../common/terminal.ts";
import { table } from "../common/table.ts";
import { short } from "./program.ts";
import { heading, isSettled, jsonOf } from "./simulation-text.ts";
import { usageTable } from "./usage-text.ts";
import { cut, wrap } from "./words.ts";

const WIDTH = 80;
/** One question to a provider after the other: more would be a load test. */
const MOST = 1_000;

export interface RunsArgs {
  readonly runs: number;
  readonly dataset: string;
  readonly watch: boolean;
  readonly live: boolean;
  readonly json: boolean;
}

/** @throws TaskFailure for options that do not go together */
export function checkRuns({ runs, dataset, watch }: RunsArgs): void {
  if (runs < 1 || runs > MOST) throw wrongInput(`--runs ${runs} is no number of runs; take 1 to ${MOST}.`);
  if (runs > 1 && watch) throw wrongInput("--runs compares runs of one source; leave it or --watch out.");
  if (runs === 1 && dataset !== "") throw wrongInput("--dataset keeps many runs; say how many with --runs.");
}

/**
 * Runs one after the other, so that none hears of another.
 *
 * @returns whether every run would have settled its period
 */
export async function runMany(args: RunsArgs, runOnce: () => Promise<SingleRun>): Promise<boolean> {
  if (!args.live) note("The local world answers every run alike; --live asks the real providers and models.");
  const file = args.dataset === "" ? "out/runs.jsonl" : args.dataset;
  // Before the first run: a place where nothing can be written is known while nothing has been paid for.
  await openDataset(file);
  const runs: SingleRun[] = [];
  let lines = 0;
  while (runs.length < args.runs) {
    const run = await runOnce();
    runs.push(run);
    // One after the other: what was paid for is kept, whatever stops the next.
    lines += await appendRun(file, run, { live: args.live, run: runs.length, runs: args.runs });
    if (!args.json) note(`run ${runs.length} of ${args.runs}: ${summaryOf(runs.at(-1)!)}`);
  }
  const comparison = compare(runs);
  if (args.json) printJson({ comparison, dataset: file, runs: runs.map(jsonOf) });
  else
    print([...textOf(runs, comparison, args.live), `${counted(lines, "line")} appended to ${shown(file)}`].join("\n"));
  return runs.every(isSettled);
}

function summaryOf(run: SingleRun): string {
  const bytes = run.nodes.map(bytesOf);
  const most = Math.max(...bytes.map((one) => bytes.filter((other) => other === one).length));
  const delivered = run.outcomes.map(({ told }) => nameOf(told)).join(" or ");
  return `${most} of ${bytes.length} alike; delivered: ${delivered === "" ? "nothing" : delivered}`;
}

function textOf(runs: readonly SingleRun[], comparison: Comparison, live: boolean): string[] {
  const { answers, observations, alike, differences } = comparison;
  const columns = [
    { title: "answers", align: "right" },
    { title: "share", align: "right" },
    { title: "what" },
  ] as const;
  const rows = answers.map(({ count, told }: Answer) => [String(count), share(count, observations), nameOf(told)]);
  const first = runs[0]!;
  return [
    heading(first, live),
    "",
    table(columns, rows),
    "",
    ...wrap(verdict(comparison), 0, WIDTH),
    ...Object.entries(differences).flatMap(([field, values]) =>
      wrap(
        `${field}: ${Object.entries(values)
          .toSorted((a, b) => b[1] - a[1])
          .map(([value, count]) => `${value} ${count}`)
          .join(", ")}`,
        2,
        WIDTH,
      ),
    ),
    `All nodes alike in ${alike} of ${counted(runs.length, "run")}.`,
    "",
    ...usageTable(runs, live).flatMap((text) => [text, ""]),
  ];
}

function verdict({ answers, observations }: Comparison): string {
  if (answers.length === 0) return "No node answered.";
  return answers.length === 1
    ? `All ${observations} answers are the same bytes.`
    : `${answers.length} different answers among ${observations}. They differ in:`;
}

function nameOf(told: Told): string {
  if (told.kind === "EVOLVE") return `EVOLVE ${told.state}, by the ${told.decider}, ${short(told.contentDigest)}`;
  if (told.kind === "HOLD") return `HOLD at ${told.reading}`;
  return told.kind === "error" ? cut(told.text, 58) : `no answer: ${cut(told.bytes, 40)}`;
}

const share = (count: number, of: number): string => `${((100 * count) / of).toFixed(1)} %`;

/** As a person at this folder would type it. */
function shown(file: string): string {
  const near = relative(process.cwd(), file);
  return isAbsolute(file) && near.startsWith("..") ? file : near;
}
