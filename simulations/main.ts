/** `npm start`: two programs live through a month each on a local Chainlink network, and what must be true of it is checked. */
import { buildContracts } from "./build.ts";
import { faultsText } from "./faults/command.ts";
import { shutdownOnSignals } from "./network/index.ts";
import { briefChapters, chapters, withOrders } from "./story/chapters.ts";
import { type Options, USAGE, readOptions } from "./story/options.ts";
import { Progress } from "./story/progress.ts";
import { type ChapterReport, storyText, writeFiles } from "./story/report.ts";
import { keepServing } from "./story/serve.ts";
import { tellStory } from "./story/story.ts";
import { checkSurroundings } from "./story/surroundings.ts";
import { exitCodeOf } from "./usage-error.ts";

/** Set by the first Ctrl-C: from then on whatever fails does so because everything is being ended. */
let interrupted = false;

async function main(): Promise<boolean> {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined || options.list) {
    console.log(options === undefined ? USAGE : faultsText());
    return true;
  }
  const told = (options.brief ? briefChapters : chapters).map((chapter) => withOrders(chapter, options.faults));
  await checkSurroundings(options);
  const progress = new Progress(process.stderr);
  await buildContracts((line) => progress.line(line));
  const { ai: baseUrl, model } = options;
  const reports = await tellStory(told, {
    ...(baseUrl ? { ai: { baseUrl, ...(model ? { model } : {}) } } : {}),
    progress,
    guard: (begun) => shutdownOnSignals({ stop: () => endNow(() => begun.stop()) }),
    beforeEnd: async (life, begun, all) => {
      await publish(options, all);
      if (options.serve !== undefined) await keepServing(life, begun, options.serve, console.log);
    },
  });
  return reports.every(({ verdict }) => verdict.every(({ held }) => held));
}

async function publish({ out, ai }: Options, reports: readonly ChapterReport[]): Promise<void> {
  // First what cannot fail: a full disk must not cost the verdict.
  console.log(storyText(out, reports, ai));
  await writeFiles(out, reports, ai);
}

async function endNow(stop: () => Promise<void>): Promise<void> {
  interrupted = true;
  console.error("\ninterrupted: ending nodes, ports and temp files");
  await stop();
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  // The signal's handler ends the process as soon as nothing is left.
  if (interrupted) await new Promise(() => undefined);
  console.error(`\n${(error as Error).message}`);
  if (process.env.IMAGO_DEBUG) console.error((error as Error).stack);
  process.exitCode = exitCodeOf(error);
}
