/** One run of a program on every node of a DON, without a chain: what each asked, saw and answered, and what comes of it. */
import { fileURLToPath } from "node:url";

import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import type { Bundled } from "../../functions-source/bundle.ts";
import { shown } from "../../functions-source/evaluate.ts";
import type { Program } from "../../functions-source/program.ts";
import { shutdownOnSignals } from "../../simulations/network/signals.ts";
import { nextChange, snapshotOf } from "../../simulations/single-run/changes.ts";
import { fixtureFolders, fixturesOf } from "../../simulations/single-run/fixtures.ts";
import { newestDay } from "../../simulations/single-run/newest-day.ts";
import { DAY, isoDate } from "../../simulations/world/days.ts";
import { type Internet, type Rig, startRig } from "../../simulations/single-run/rig.ts";
import { type SingleRun, runOnce } from "../../simulations/single-run/run.ts";
import { action } from "../common/action.ts";
import { explain } from "../common/explain.ts";
import { TaskFailure, exitCodes, wrongInput } from "../common/failure.ts";
import { note, print, printJson } from "../common/terminal.ts";
import { announcement, readInternet } from "./live.ts";
import { bundleProgram, requireProgram } from "./program.ts";
import { parseDay, parseFaults, parseLast, parseSignals } from "./question.ts";
import { type RunsArgs, checkRuns, runMany } from "./runs.ts";
import { isSettled, jsonOf, textOf } from "./simulation-text.ts";

export interface Args extends RunsArgs {
  readonly program: string;
  readonly date: string;
  readonly state: string;
  readonly reading: string;
  readonly signals: string;
  readonly nodes: number;
  readonly f: number;
  readonly fault: string;
}

const SOURCES = fileURLToPath(new URL("../../functions-source", import.meta.url));

export default action<Args>((args, hre) => simulate(args, hre));

/**
 * @param until ends a `--watch`; Ctrl-C does if not said
 * @returns 0 if a DON would deliver an answer that settles the period, else 1
 */
export async function simulate(
  args: Args,
  hre: HardhatRuntimeEnvironment,
  until = new AbortController().signal,
): Promise<number> {
  checkInput(args);
  let before = snapshotOf(SOURCES);
  let bundled = await bundleOr(args);
  const internet = args.live ? await readInternet(hre) : undefined;
  if (internet) announcement(internet, args, bundled?.program).forEach(note);
  if (bundled) {
    parseLast(bundled.program, args.state, args.reading);
    parseSignals(bundled.program, args.signals);
  }
  await using rig = await start(args, internet);
  let code: number = exitCodes.failed;
  for (let started = performance.now(); ; started = performance.now()) {
    if (bundled) code = await run(rig, args, bundled);
    if (!args.watch) return code;
    const inputs = bundled && new Set(bundled.inputs);
    const seconds = ((performance.now() - started) / 1_000).toFixed(1);
    note(`${bundled ? `${seconds} s; ` : ""}watching ${inputs?.size ?? before.size} files, Ctrl-C ends it`);
    const changed = await nextChange(SOURCES, before, (file) => inputs?.has(file) ?? true, until);
    if (changed === undefined) return code;
    note(`\n${changed.map(shown).join(", ")} changed`);
    before = snapshotOf(SOURCES);
    bundled = await bundleOr(args);
  }
}

/** What was typed, before anything begins. */
function checkInput(args: Args): void {
  const { program, live, fault, date, nodes } = args;
  requireProgram(program);
  checkRuns(args);
  if (live && fault !== "") throw wrongInput("--fault strikes the simulated world; leave it or --live out.");
  if (date !== "") parseDay(date);
  parseFaults(fault, nodes);
}

/** Who watches is told what is wrong and goes on editing; undefined then. */
async function bundleOr({ program, watch }: Args): Promise<Bundled | undefined> {
  try {
    return await bundleProgram(program);
  } catch (error) {
    if (!watch) throw error;
    note(`error: ${explain(error)}`);
    return undefined;
  }
}

async function start({ nodes, f, program }: Args, internet: Internet | undefined): Promise<Rig> {
  let forget = (): void => {};
  const onStart = (begun: { stop(): Promise<void> }): void => void (forget = shutdownOnSignals(begun));
  const options = { nodes, f, onStart, fixtures: fixtureFolders(program), ...(internet ? { internet } : {}) };
  try {
    const rig = await startRig(options);
    const stop = (): Promise<void> => rig.stop().finally(forget);
    return { ...rig, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    forget();
    throw error instanceof RangeError ? wrongInput(error.message) : error;
  }
}

async function run(rig: Rig, args: Args, { program, bundle }: Bundled): Promise<number> {
  const now = args.live ? Math.floor(Date.now() / 1_000) : undefined;
  const day = args.date === "" ? defaultDay(program, now) : parseDay(args.date);
  const last = parseLast(program, args.state, args.reading);
  const faults = parseFaults(args.fault, args.nodes);
  const interactions = parseSignals(program, args.signals);
  const options = { day, faults, ...(last && { last }), ...(interactions !== undefined && { interactions }) };
  const once = (): Promise<SingleRun> => runOnce(rig, program, bundle, options, now);
  if (args.runs > 1) return (await runMany(args, once)) ? exitCodes.done : exitCodes.failed;
  const result = await once();
  if (args.json) printJson(jsonOf(result));
  else print(textOf(result, args.live));
  const newest = args.live || result.unexpected.length === 0 ? undefined : newestDay(program, fixturesOf(args.program));
  if (newest !== undefined)
    note(
      `  try: npx --no hardhat source simulate ${args.program} --date ${isoDate(newest / DAY)}   (the newest day that the world has)`,
    );
  return isSettled(result) ? exitCodes.done : exitCodes.failed;
}

/** Live: the last period whose data is final. */
function defaultDay(program: Program, now: number | undefined): number {
  const { anchor, periodLength, settleDelay } = program.schedule;
  if (now !== undefined) return anchor + (Math.floor((now - settleDelay - anchor) / periodLength) - 1) * periodLength;
  const { name } = program.core;
  const day = newestDay(program, fixturesOf(name));
  if (day !== undefined) return day;
  throw new TaskFailure(`The world holds nothing of what ${name} asks for.`, {
    remedy: `npx --no hardhat world record ${name} --from DAY --to DAY   (or --live, to ask the real providers once)`,
  });
}
