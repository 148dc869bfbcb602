/** `npm start`: two programs live through a month each on a local Chainlink network, and what must be true of it is checked. */
import { mkdir, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";

import hre from "hardhat";

import { shutdownOnSignals } from "./network/index.ts";
import { chapters } from "./story/chapters.ts";
import { filmStrip, renderPng, type Reel } from "./story/film-strip.ts";
import { type Life, live } from "./story/live.ts";
import { Progress } from "./story/progress.ts";
import { keepServing } from "./story/serve.ts";
import { chapterTable } from "./story/table.ts";
import { type Expectation, judge } from "./story/verdict.ts";

const USAGE = `npm start [-- options]
  --ai URL      let an OpenAI-compatible server decide, such as http://127.0.0.1:11434/v1
  --serve PORT  afterwards keep the last chain up as JSON-RPC on 127.0.0.1 (0 chooses a port)
  --out FOLDER  where trace and picture go (default: out)
  --help        this text`;

interface Options {
  readonly ai: string | undefined;
  readonly serve: number | undefined;
  readonly out: string;
}

/** @throws Error with the usage for anything that is not an option */
function readOptions(): Options | undefined {
  let values;
  try {
    ({ values } = parseArgs({
      options: {
        ai: { type: "string" },
        serve: { type: "string" },
        out: { type: "string", default: "out" },
        help: { type: "boolean", default: false },
      },
    }));
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${USAGE}`, { cause: error });
  }
  if (values.help) return undefined;
  const serve = values.serve === undefined ? undefined : Number(values.serve);
  if (serve !== undefined && (!Number.isInteger(serve) || serve < 0 || serve > 65_535)) {
    throw new Error(`--serve takes a port from 0 to 65535, not "${values.serve}".\n${USAGE}`);
  }
  if (values.ai !== undefined && !URL.canParse(values.ai)) {
    throw new Error(`--ai takes a URL such as http://127.0.0.1:11434/v1, not "${values.ai}".\n${USAGE}`);
  }
  return { ai: values.ai, serve, out: values.out };
}

async function main(): Promise<boolean> {
  const options = readOptions();
  if (options === undefined) {
    console.log(USAGE);
    return true;
  }
  const progress = new Progress(process.stderr);
  progress.line("build: compiling contracts (first time about half a minute)");
  await hre.tasks.getTask("build").run({ quiet: true });

  const expectations: Expectation[] = [];
  const reels: Reel[] = [];
  const trace: unknown[] = [];
  const tables: string[] = [];
  for (const [index, chapter] of chapters.entries()) {
    progress.chapter(index + 1, chapters.length, chapter.title, chapter.days);
    let ignoreSignals = (): void => undefined;
    const life = await live(chapter, {
      ...(options.ai ? { ai: { baseUrl: options.ai } } : {}),
      log: (line) => progress.line(line),
      onPeriod: ({ day }) => progress.period(day),
      onStart: (begun) => (ignoreSignals = shutdownOnSignals(begun)),
    });
    try {
      const verdict = await judge(life);
      tables.push(chapterTable(life));
      expectations.push(...verdict);
      reels.push(reelOf(life));
      trace.push(traceOf(life, verdict));
      const last = index === chapters.length - 1;
      if (last && options.serve !== undefined) {
        await report(options, { tables, expectations, reels, trace });
        await keepServing(life, options.serve);
      }
    } finally {
      await life[Symbol.asyncDispose]();
      ignoreSignals();
    }
  }
  progress.done();
  if (options.serve === undefined) await report(options, { tables, expectations, reels, trace });
  return expectations.every(({ held }) => held);
}

interface Story {
  readonly tables: readonly string[];
  readonly expectations: readonly Expectation[];
  readonly reels: readonly Reel[];
  readonly trace: readonly unknown[];
}

async function report({ out }: Options, { tables, expectations, reels, trace }: Story): Promise<void> {
  await mkdir(out, { recursive: true });
  const svg = filmStrip(reels);
  await writeFile(`${out}/film-strip.svg`, svg);
  await writeFile(`${out}/film-strip.png`, renderPng(svg));
  await writeFile(`${out}/trace.json`, `${JSON.stringify(trace, null, 2)}\n`);
  console.log(`\n${tables.join("\n\n")}\n`);
  console.log("The AI here is a scripted stand-in that speaks the vendors' protocols; it is not a model.\n");
  for (const { sentence, held, because } of expectations) {
    console.log(`${held ? "held  " : "FAILED"}  ${sentence}${because === undefined ? "" : `\n        ${because}`}`);
  }
  const failed = expectations.filter(({ held }) => !held).length;
  console.log(`\n${out}/film-strip.png  ${out}/trace.json`);
  console.log(failed === 0 ? "Every expectation of the story held." : `${failed} expectations did not hold.`);
}

function reelOf({ chapter, records, work }: Life): Reel {
  return { title: chapter.title, subtitle: `${work.program.title}. Data: ${chapter.data}.`, frames: records };
}

function traceOf(
  { chapter, deployment, work, tokenId, seed, records }: Life,
  verdict: readonly Expectation[],
): unknown {
  return {
    chapter: chapter.program,
    title: chapter.title,
    data: chapter.data,
    ledger: deployment.ledger.target,
    consumer: deployment.consumer.target,
    collection: work.collection.target,
    program: Number(work.id),
    source: { hash: work.bundle.hash, bytes: work.bundle.bytes },
    promptDigest: work.bundle.promptDigest,
    tokenId: Number(tokenId),
    seed,
    incidents: chapter.incidents,
    periods: records,
    verdict,
  };
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(`\n${(error as Error).message}`);
  if (process.env.IMAGO_DEBUG) console.error((error as Error).stack);
  else console.error("Set IMAGO_DEBUG=1 to see where it happened.");
  process.exitCode = 1;
}
