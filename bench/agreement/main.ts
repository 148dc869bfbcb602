/** `npm run bench:agreement`: how often nodes agree, row by row; writes out/agreement.json, the figures of `program check`, and tables and charts of docs/agreement.md. */
import { mkdir, readFile, writeFile } from "node:fs/promises";

import { format } from "prettier";

import { committedBundles } from "../../functions-source/bundles.ts";
import { buildContracts } from "../../simulations/build.ts";
import { FIGURES_FILE } from "../../tasks/program/check/figures.ts";
import { runBench } from "../command.ts";
import { BOUND, type Comparison, isWithin } from "./check.ts";
import { charts, rowOf } from "./charts.ts";
import { type LabRow, Laboratory } from "./laboratory.ts";
import { repeatOnNetwork } from "./network.ts";
import { withFigures } from "./page.ts";
import { figuresOf } from "./figures.ts";
import { type Plan, PROGRAM, baselines, frontier, grid, headline, opinions, variants, variations } from "./rows.ts";
import { checkTable, figureTable, keyTable, opinionTable, ruleTable, variationTable } from "./tables.ts";
import { verify } from "./verify.ts";

const OUT = "out";
/** Not a program of one's own, of which the world may hold little. */
const SHIPPED = Object.keys(committedBundles());
const PAGE = "docs/agreement.md";
const IMAGES = "docs/images";
/** What a usual day is held to. */
const BARS = { faultless: 0.99, wrong: 0.005 };

const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function measureAll(laboratory: Laboratory): Promise<LabRow[]> {
  const parts: [string, Plan[]][] = [
    ["the usual day, on every program", headline(SHIPPED)],
    ["vendors, faults, wobble, borders, liars and confirmation, all with all", grid()],
    ["more nodes, MEDIAN, slow AIs, other borders, attempts", variations()],
    ["how far AIs may part from the rules and from each other", frontier()],
    ["where AIs and rules often part", opinions()],
    ["what public samples do", baselines()],
    ["programs with one fault each", variants()],
  ];
  const rows: LabRow[] = [];
  for (const [index, [what, plans]] of parts.entries()) {
    say(`${index + 1}/${parts.length + 2} ${plans.length} rows: ${what}`);
    for (const plan of plans) rows.push(await laboratory.measure(plan));
  }
  return rows;
}

async function write(rows: readonly LabRow[], comparisons: readonly Comparison[]): Promise<void> {
  await mkdir(OUT, { recursive: true });
  await writeFile(`${OUT}/agreement.json`, `${JSON.stringify(rows, null, 1)}\n`);
  for (const [name, svg] of Object.entries(charts(rows))) await writeFile(`${IMAGES}/${name}`, svg);
  const measured = figuresOf(rows);
  await writeFile(FIGURES_FILE, await format(JSON.stringify(measured), { parser: "json", printWidth: 120 }));
  let page = await readFile(PAGE, "utf8");
  page = withFigures(page, "usual day", keyTable(rows, SHIPPED));
  page = withFigures(page, "variations", variationTable(rows));
  page = withFigures(page, "rules", ruleTable(measured));
  page = withFigures(page, "faults", figureTable(measured));
  page = withFigures(page, "opinions", opinionTable(rows));
  page = withFigures(page, "check", checkTable(comparisons));
  await writeFile(PAGE, await format(page, { parser: "markdown", printWidth: 120 }));
}

/** What is missed of what must hold, a line each. */
function missedOf(rows: readonly LabRow[], comparisons: readonly Comparison[]): string[] {
  const honest = rowOf(rows, PROGRAM, {});
  const lied = rowOf(rows, PROGRAM, { liars: 1 });
  const alone = rows.filter(({ confirmation, singleNode }) => confirmation && singleNode > 0).length;
  return [
    ...(honest.faultless >= BARS.faultless ? [] : [`faultless ${honest.faultless}, not ${BARS.faultless}`]),
    ...(lied.wrong < BARS.wrong ? [] : [`wrong with a liar ${lied.wrong}, not below ${BARS.wrong}`]),
    ...(alone === 0 ? [] : [`${alone} confirmed rows deliver a single node's word`]),
    ...comparisons
      .filter((one) => !isWithin(one))
      .map(({ row, share }) => `${share} of "${row}" is over ${BOUND} standard errors from the check`),
  ];
}

async function main(): Promise<boolean> {
  await buildContracts(say);
  const laboratory = new Laboratory();
  const rows = await measureAll(laboratory);
  say("7/8 the independent check");
  const comparisons = await verify(laboratory);
  say("8/8 the same rounds on the local network");
  const repeated = await repeatOnNetwork();
  await write(rows, comparisons);
  const missed = missedOf(rows, comparisons);
  console.log(
    `${keyTable(rows, SHIPPED)}\n\n${repeated.rounds} rounds gave the same bytes on the local network, node by node.`,
  );
  console.log(`${OUT}/agreement.json, ${PAGE}`);
  console.log(missed.length === 0 ? "Every bar is held." : `Missed: ${missed.join("; ")}.`);
  return missed.length === 0;
}

await runBench("npm run bench:agreement", main);
