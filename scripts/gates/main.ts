/**
 * `npm run check [-- gate ...]`: runs all gates, or the named ones, and says which passed.
 * `npm run check -- --list` names them. All gates run even if one fails; the exit code is 1 if any did.
 */
import { isInterruption, runCommand } from "../run.mjs";

import { GATES, type Gate } from "./gates.ts";

interface Outcome {
  readonly gate: Gate;
  readonly passed: boolean;
  readonly seconds: number;
}

async function runGate(gate: Gate): Promise<Outcome> {
  console.log(`\n== ${gate.name}: ${gate.title}`);
  const started = performance.now();
  const passed = await everyCommandSucceeds(gate);
  const outcome = { gate, passed, seconds: (performance.now() - started) / 1000 };
  console.log(line(outcome));
  return outcome;
}

async function everyCommandSucceeds({ commands }: Gate): Promise<boolean> {
  for (const command of commands) {
    // Not found counts as a failure of this gate, the others still run.
    const code = await runCommand(command).catch((error: Error) => {
      console.error(error.message);
      return 127;
    });
    if (isInterruption(code)) process.exit(code);
    if (code !== 0) return false;
  }
  return true;
}

function line({ gate, passed, seconds }: Outcome): string {
  return `gate ${gate.name.padEnd(16)} ${passed ? "passed" : "FAILED"} ${seconds.toFixed(1).padStart(7)} s`;
}

/** The gates to run; exits with a list of the known ones if a name is unknown. */
function selectGates(names: readonly string[]): readonly Gate[] {
  if (names.includes("--list")) {
    for (const { name, title } of GATES) console.log(`${name.padEnd(16)} ${title}`);
    process.exit(0);
  }
  const unknown = names.find((name) => GATES.every((gate) => gate.name !== name));
  if (unknown !== undefined) {
    console.error(`Unknown gate "${unknown}". Gates: ${GATES.map(({ name }) => name).join(", ")}.`);
    process.exit(2);
  }
  return names.length === 0 ? GATES : GATES.filter(({ name }) => names.includes(name));
}

const outcomes: Outcome[] = [];
for (const gate of selectGates(process.argv.slice(2))) outcomes.push(await runGate(gate));

const failed = outcomes.filter(({ passed }) => !passed).length;
console.log(`\n${outcomes.map((outcome) => line(outcome).slice("gate ".length)).join("\n")}`);
console.log(`\ngates: ${outcomes.length - failed} of ${outcomes.length} passed`);
process.exitCode = failed === 0 ? 0 : 1;
