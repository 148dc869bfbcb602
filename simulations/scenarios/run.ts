/** `node simulations/scenarios/run.ts [NAME...] [--short] [--without] [--out FOLDER]`: plays scenarios; the exit code is the verdict. */
import { mkdir, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";

import hre from "hardhat";

import { shutdownOnSignals } from "../network/index.ts";
import { type Scenario, type Verdict, playScenario, scenarios, startStage } from "./index.ts";

const USAGE = `node simulations/scenarios/run.ts [NAME...]
  --short       fewer periods
  --without     each without the property that it is about: all must fail
  --out FOLDER  where the traces go (default: out/scenarios)
  --list        names and titles`;
const WIDTH = 80;

interface Options {
  readonly chosen: readonly Scenario[];
  readonly short: boolean;
  readonly without: boolean;
  readonly out: string;
  readonly list: boolean;
}

/** @throws Error with the usage for anything that is not an option or a scenario */
function readOptions(): Options {
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: {
        short: { type: "boolean", default: false },
        without: { type: "boolean", default: false },
        list: { type: "boolean", default: false },
        out: { type: "string", default: "out/scenarios" },
      },
    });
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${USAGE}`, { cause: error });
  }
  const { positionals, values } = parsed;
  const unknown = positionals.find((name) => !scenarios.some((each) => each.name === name));
  if (unknown !== undefined) {
    throw new Error(`No scenario is called "${unknown}"; there are ${scenarios.map(({ name }) => name).join(", ")}.`);
  }
  const chosen = positionals.length === 0 ? scenarios : scenarios.filter(({ name }) => positionals.includes(name));
  return { chosen, ...values };
}

/** @returns whether every scenario held, or with `without` whether every one failed */
async function main(): Promise<boolean> {
  const options = readOptions();
  if (options.list) {
    for (const { name, title } of scenarios) console.log(`${name}\n    ${title}`);
    return true;
  }
  await hre.tasks.getTask("build").run({ quiet: true });
  await mkdir(options.out, { recursive: true });
  let ignoreSignals = (): void => undefined;
  await using stage = await startStage({
    onStart: ({ stop }) => {
      ignoreSignals = shutdownOnSignals({
        stop: () => {
          interrupted = true;
          return stop();
        },
      });
    },
  });
  const verdicts: Verdict[] = [];
  try {
    for (const each of options.chosen) {
      const verdict = await playScenario(stage, each, options);
      verdicts.push(verdict);
      await writeFile(`${options.out}/${each.name}.json`, `${JSON.stringify(verdict, null, 2)}\n`);
      tell(verdict, options.without ? each.without.property : undefined);
    }
  } finally {
    ignoreSignals();
  }
  const good = verdicts.filter(({ held }) => held !== options.without).length;
  const word = options.without ? "failed as they must" : "held";
  console.log(`\n${good} of ${verdicts.length} scenarios ${word}. Traces: ${options.out}`);
  return good === verdicts.length;
}

function tell({ title, expectations, figures, seconds, held }: Verdict, missing: string | undefined): void {
  console.log(`\n${wrap("", title)}${missing === undefined ? "" : `\nwithout ${missing}`}`);
  for (const each of expectations) {
    console.log(wrap(each.held ? "  held    " : "  FAILED  ", each.sentence));
    if (each.because !== undefined) console.log(wrap("          ", each.because));
  }
  for (const [name, figure] of Object.entries(figures)) {
    console.log(`          ${name.padEnd(WIDTH - 20)}${String(figure).padStart(10)}`);
  }
  console.log(`  ${(held ? "held" : "FAILED").padEnd(WIDTH - 11)}${seconds.toFixed(1).padStart(7)} s`);
}

/** Broken at spaces to the terminal's width, continued under the text. */
function wrap(lead: string, text: string): string {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines.at(-1)!;
    if (last !== "" && lead.length + last.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines.map((line, index) => (index === 0 ? lead : " ".repeat(lead.length)) + line).join("\n");
}

/** Whether a signal is ending everything, so that whatever fails now fails because of that. */
let interrupted = false;
try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  if (!interrupted) console.error(`\n${(error as Error).message}`);
  if (process.env.IMAGO_DEBUG) console.error((error as Error).stack);
  // The signal's handler chooses the exit code.
  if (!interrupted) process.exitCode = 1;
}
