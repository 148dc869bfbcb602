import { type Check, type Finding, critical, warning } from "../finding.ts";
import type { ProgramHealth } from "../reading/reading.ts";
import { span } from "../../program/words.ts";
import { eachProgram } from "./programs.ts";

/** The last settlement: how long ago, and what the tokens show since. A paused program settles nothing, and says so itself. */
export const lateness: Check = {
  about: "settlements",
  needsDeployment: true,
  find: eachProgram((program, { now }) => {
    if (program.paused) return [];
    return ladder(program, now) ?? overdue(program, now);
  }),
};

/** @returns undefined while the program is fresh, or too young to be anything else */
function ladder(program: ProgramHealth, now: number): Finding[] | undefined {
  const { name, settledPeriod } = program;
  const { staleAt, fallbackAt } = milestones(program);
  if (now < staleAt) return undefined;
  const last = settledPeriod === undefined ? "has never evolved" : `settled period ${settledPeriod} last`;
  const remedy = `evolution perform ${name}`;
  if (now < fallbackAt)
    return [
      warning({
        name: "program-stale",
        program: name,
        sentence: `${name} ${last} and is stale for ${span(now - staleAt)}; in ${span(fallbackAt - now)} it shows its preset.`,
        remedy,
      }),
    ];
  return [
    critical({
      name: "program-fallback",
      program: name,
      sentence: `${name} ${last} and shows its preset for ${span(now - fallbackAt)}.`,
      remedy,
    }),
  ];
}

/** Before its first evolution a program is on no rung of time; patience with it is counted from its registration. */
function milestones({ evolutions, staleAt, fallbackAt, registeredAt, schedule }: ProgramHealth) {
  if (evolutions > 0) return { staleAt, fallbackAt };
  const after = (periods: number): number => registeredAt + periods * schedule.periodLength;
  return { staleAt: after(schedule.staleAfter), fallbackAt: after(schedule.fallbackAfter) };
}

/** While a request can still be answered there is nothing to do but wait. */
function overdue({ name, ask, registeredAt, config, line }: ProgramHealth, now: number): Finding[] {
  const since = Math.max(ask.dueAt, registeredAt);
  if (config === undefined || !ask.due || now < since + config.grace) return [];
  if (line?.pending && now < line.sentAt + config.requestTimeout) return [];
  return [
    warning({
      name: "settlement-overdue",
      program: name,
      sentence: `Period ${ask.period} of ${name} is due for ${span(now - since)} and not settled; anybody may perform by now.`,
      remedy: `evolution perform ${name}`,
    }),
  ];
}
