/**
 * The one entry to every job: `npm start|test|check|bench [-- arguments]`.
 *
 * Runs on a bare Node 20 with nothing installed: it installs the locked dependencies first if they are missing or
 * different, then runs the job with the tools of node_modules/.bin (Node 24, Deno, Hardhat) first on the PATH, and
 * ends with the job's exit code.
 */
import { spawn } from "node:child_process";
import { realpathSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { InstallError, ensureInstalled } from "./install.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The signals by which people and systems stop a program. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/** Every job and its commands, run in this order; the arguments given to the job go to the last one. */
export const JOBS = {
  setup: [["hardhat", "build", "--quiet"]],
  start: [["node", "simulations/main.ts"]],
  test: [
    ["hardhat", "build", "--quiet"],
    ["hardhat", "test", "--no-compile"],
  ],
  "test:deep": [
    ["hardhat", "build", "--quiet"],
    ["node", "scripts/deep.ts"],
  ],
  "test:mutations": [["node", "scripts/mutations/main.ts"]],
  check: [["node", "scripts/gates/main.ts"]],
  bench: [["node", "bench/main.ts"]],
  "bench:agreement": [["node", "bench/agreement/main.ts"]],
};

/** What each job can be told that npm takes for its own unless `--` stands before it. */
const OPTIONS = {
  start: ["brief", "serve", "ai", "model", "fault", "faults", "out"],
};

/**
 * What to write instead when npm kept an option for itself: it puts it into the environment and hands nothing on, and
 * the job would silently do something else than it was told.
 * @param {string} job
 * @param {Readonly<Record<string, string | undefined>>} environment as npm leaves it
 * @returns {string | undefined} undefined when npm kept nothing
 */
export function keptByNpm(job, environment) {
  const kept = (OPTIONS[job] ?? []).find((name) => environment[`npm_config_${name}`]);
  if (kept === undefined) return undefined;
  const value = environment[`npm_config_${kept}`];
  const option = value === "true" ? `--${kept}` : `--${kept} ${value}`;
  return `npm kept "--${kept}" for itself: write "npm ${job} -- ${option}".`;
}

/** Whether a job begins with all Solidity tests, which say nothing before they end. */
const runsAllTests = (job, args) => job === "test" && args.length === 0;

/**
 * Runs one command and waits for its end.
 * @param {readonly string[]} command program and arguments; programs of node_modules/.bin win over others
 * @param {string} root folder that it runs in, and whose node_modules/.bin it uses
 * @param {object} [options]
 * @param {boolean} [options.ownGroup] run it in a process group without input, so that a signal ends all that it started;
 *   npm does not pass signals on to what it runs
 * @returns {Promise<number>} its exit code, or 128 plus the number of the signal that ended it
 */
export function runCommand([program, ...args], root = ROOT, { ownGroup = false } = {}) {
  const bin = path.join(root, "node_modules", ".bin");
  const windows = process.platform === "win32";
  const child = spawn(program, windows ? args.map((arg) => JSON.stringify(arg)) : args, {
    cwd: root,
    stdio: [ownGroup ? "ignore" : "inherit", "inherit", "inherit"],
    detached: ownGroup && !windows,
    shell: windows, // a .cmd file needs one there
    env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}` },
  });
  const stopListening = passSignalsTo(child, ownGroup && !windows);
  return new Promise((resolve, reject) => {
    child.once("error", (cause) => reject(new Error(`Cannot run ${program}: ${cause.message}.`, { cause })));
    child.once("exit", (code, signal) => resolve(code ?? 128 + os.constants.signals[signal]));
  }).finally(stopListening);
}

/** Whether an exit code says that someone stopped the command (Ctrl-C, kill), rather than that it failed. */
export function isInterruption(code) {
  return SIGNALS.some((signal) => code === 128 + os.constants.signals[signal]);
}

/** Hands our signals to the child and stays alive until the child has cleaned up and ended. */
function passSignalsTo(child, ownGroup) {
  const handlers = SIGNALS.map((signal) => {
    const handler = () => {
      if (ownGroup) process.kill(-child.pid, signal);
      // A terminal's Ctrl-C reaches the whole group, so the child has it already; twice would mean "at once".
      else if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    };
    process.on(signal, handler);
    return [signal, handler];
  });
  return () => handlers.forEach(([signal, handler]) => process.off(signal, handler));
}

/** Runs the commands of a job until one fails; returns the exit code. */
async function runJob(commands, args) {
  for (const [index, command] of commands.entries()) {
    const code = await runCommand(index === commands.length - 1 ? [...command, ...args] : command);
    if (code !== 0) return code;
  }
  return 0;
}

async function main([job, ...args]) {
  const commands = Object.hasOwn(JOBS, job ?? "") ? JOBS[job] : undefined;
  if (commands === undefined) {
    const given = job === undefined ? "No job given" : `Unknown job "${job}"`;
    const known = Object.keys(JOBS).map((name) => `npm run ${name}`);
    console.error(`${given}. Run one of: ${known.join(", ")}.`);
    return 2;
  }
  const instead = keptByNpm(job, process.env);
  if (instead !== undefined) {
    console.error(instead);
    return 2;
  }
  try {
    await ensureInstalled(ROOT, { run: runCommand, isInterruption, log: console.log });
    if (runsAllTests(job, args)) console.log("Solidity fuzz and invariants: 1 to 4 minutes, silent");
    return await runJob(commands, args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return error instanceof InstallError ? error.exitCode : 1;
  }
}

// Node resolves links in a module's address but not in its arguments.
const started = pathToFileURL(realpathSync(process.argv[1] ?? ".")).href;
if (import.meta.url === started) process.exitCode = await main(process.argv.slice(2));
