/** `node simulations/scenarios/run.ts [NAME...]`: plays scenarios on one network; the exit code is the verdict. */
import { mkdir, writeFile } from "node:fs/promises";

import { buildContracts } from "../build.ts";
import { shutdownOnSignals } from "../network/index.ts";
import { exitCodeOf } from "../usage-error.ts";
import { type Verdict, playScenario, scenarios, startStage } from "./index.ts";
import { type Options, USAGE, readOptions } from "./options.ts";
import { closingText, listText, verdictText } from "./report.ts";

/** Set by the first signal: from then on whatever fails does so because everything is being ended. */
let interrupted = false;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** @returns whether every scenario held, or with `--without` whether every one failed */
async function main(): Promise<boolean> {
  const options = readOptions(process.argv.slice(2), scenarios);
  if (options === undefined || options.list) {
    say(options === undefined ? USAGE : listText(scenarios));
    return true;
  }
  await buildContracts(say);
  await mkdir(options.out, { recursive: true });
  const verdicts = await play(options);
  say(closingText(verdicts, options.out, options.without));
  return verdicts.every(({ held }) => held !== options.without);
}

async function play(options: Options): Promise<Verdict[]> {
  const forget: (() => void)[] = [];
  try {
    await using stage = await startStage({
      onStart: ({ stop }) => {
        const end = (): Promise<void> => {
          interrupted = true;
          return stop();
        };
        forget.push(shutdownOnSignals({ stop: end }));
      },
    });
    const verdicts: Verdict[] = [];
    for (const told of options.chosen) {
      const verdict = await playScenario(stage, told, options);
      verdicts.push(verdict);
      await writeFile(`${options.out}/${told.name}.json`, `${JSON.stringify(verdict, null, 2)}\n`);
      say(verdictText(verdict, options.without ? told.without.property : undefined));
    }
    return verdicts;
  } finally {
    for (const each of forget) each();
  }
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  // The signal's handler ends the process as soon as nothing is left.
  if (interrupted) await new Promise(() => undefined);
  process.stderr.write(`\n${(error as Error).message}\n`);
  if (process.env.IMAGO_DEBUG) process.stderr.write(`${(error as Error).stack}\n`);
  process.exitCode = exitCodeOf(error);
}
