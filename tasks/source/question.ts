/** What a simulation is asked, as a command line says it. */
import { MOST_COUNTED, SIGNALS, encodeTally } from "../../functions-source/content/tally.ts";
import type { Program, State } from "../../functions-source/program.ts";
import { readCommand } from "../../simulations/faults/command.ts";
import type { RunOptions } from "../../simulations/single-run/run.ts";
import { parseIsoDate } from "../../simulations/world/days.ts";
import { wrongInput } from "../common/failure.ts";

const DAY = 86_400;

/** 00:00 UTC of a day, unix seconds. */
export function parseDay(date: string): number {
  const day = parseIsoDate(date);
  if (day === undefined) throw wrongInput(`--date ${date} is no day; write it like 2014-07-14.`);
  return day * DAY;
}

/** The last evolution: both of its values, or neither. */
export function parseLast({ core }: Program, state: string, reading: string): RunOptions["last"] {
  if (state === "" && reading === "") return undefined;
  const names = core.states.map(([label]: State) => label);
  if (!names.includes(state))
    throw wrongInput(`--state "${state}" is no state of ${core.name}; it has ${names.join(", ")}.`);
  if (reading === "") throw wrongInput(`--state ${state} needs --reading, too: an integer such as 120.`);
  if (!/^-?\d{1,30}$/.test(reading))
    throw wrongInput(`--reading "${reading}" is no reading; --state needs it too, an integer such as 120.`);
  return { state: names.indexOf(state), reading: BigInt(reading) };
}

/** How many holders gave each signal: four counts. */
export function parseSignals({ core, listens }: Program, text: string): RunOptions["interactions"] {
  if (text === "") return undefined;
  const counts = text.split(",").map((count) => (/^\d{1,5}$/.test(count) ? Number(count) : Number.NaN));
  if (counts.length !== SIGNALS.length || !counts.every((count) => count <= MOST_COUNTED))
    throw wrongInput(
      `--signals ${text} is no tally; write four counts up to ${MOST_COUNTED} for ${SIGNALS.join(", ")}, such as 3,0,1,0.`,
    );
  if (!listens)
    throw wrongInput(
      `--signals: ${core.name} does not listen to its holders.`,
      'a measure of swayed(...) and "listens: true" in its file',
    );
  const [calm, stir, darken, brighten] = counts as [number, number, number, number];
  return encodeTally({ calm, stir, darken, brighten });
}

/** Faults by name, with spaces between. */
export function parseFaults(text: string, nodes: number): NonNullable<RunOptions["faults"]> {
  return text
    .split(/\s+/)
    .filter((name) => name !== "")
    .map((name) => {
      const { fault, target, days } = command(name);
      if (fault.strikes === "chain")
        throw wrongInput(
          `--fault ${name} strikes the chain, and a single run has none; npm start -- --fault ${name} has.`,
        );
      if (days !== undefined)
        throw wrongInput(`--fault ${name}: a single run has no days; leave out what follows the @.`);
      const stranger = target.nodes?.find((node) => node >= nodes);
      if (stranger !== undefined) throw wrongInput(`--fault ${name}: the nodes are 0 to ${nodes - 1}.`);
      return [fault, target] as const;
    });
}

function command(text: string): ReturnType<typeof readCommand> {
  try {
    return readCommand(text);
  } catch (error) {
    throw wrongInput(`--fault: ${(error as Error).message}`);
  }
}
