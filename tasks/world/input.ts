import type { Core, Program, Schedule } from "../../functions-source/program.ts";
import { loadProgram } from "../../functions-source/programs.ts";
import { DAY } from "../../functions-source/limits.ts";
import { isoDate } from "../../functions-source/feeds/feed.ts";
import { parseIsoDate } from "../../simulations/world/days.ts";
import { withoutKeys } from "../../simulations/world/fixtures.ts";
import { wrongInput } from "../common/failure.ts";
import type { Manners } from "./ask.ts";
import { licenceOf } from "./licences.ts";
import { type ClosedPeriod, lastFinalDay, periodsBetween } from "./periods.ts";
import { hostsOf } from "./recorder.ts";

/** What `world record` is given. */
export interface RecordArgs {
  readonly program: string;
  readonly from: string;
  readonly to: string;
  readonly baseUrl: string;
  readonly out: string;
  readonly licence: string;
  /** seconds */
  readonly pause: number;
  readonly retries: number;
}

/** The command that was typed, with changes, for people to run. */
export function commandFor(args: Pick<RecordArgs, "program" | "from" | "to" | "baseUrl" | "out" | "licence">): string {
  const { program, from, to, baseUrl, out, licence } = args;
  const named = { from, to, "base-url": baseUrl, out, licence: licence && JSON.stringify(licence) };
  const options = Object.entries(named).filter(([, value]) => value !== "");
  return ["npx --no hardhat world record", program, ...options.map(([name, value]) => `--${name} ${value}`)].join(" ");
}

/** The program of a name. */
export async function readProgram(name: string): Promise<Program> {
  try {
    return await loadProgram(name);
  } catch (cause) {
    throw wrongInput((cause as Error).message);
  }
}

/** The periods between two dates, all of them final at `now`, unix seconds. */
export function readPeriods(args: RecordArgs, schedule: Schedule, now: number): readonly ClosedPeriod[] {
  const [from, to] = [readDay("from", args), readDay("to", args)];
  if (to < from) throw wrongInput(`--to ${args.to} lies before --from ${args.from}.`);
  const periods = periodsBetween(schedule, from, to);
  const last = periods.at(-1);
  if (last === undefined) {
    throw wrongInput(`No period of ${args.program} ends between ${args.from} and ${args.to}; take a longer range.`);
  }
  if (last.finalAt > now) {
    const final = isoDate(lastFinalDay(schedule, now));
    const remedy = from <= lastFinalDay(schedule, now) ? commandFor({ ...args, to: final }) : undefined;
    throw wrongInput(`The data of ${isoDate(last.day)} is not final; the last day that is: ${final}.`, remedy);
  }
  return periods;
}

function readDay(name: "from" | "to", args: RecordArgs): number {
  const day = parseIsoDate(args[name]);
  if (day !== undefined) return day * DAY;
  const remedy = commandFor({ ...args, from: args.from || "2026-11-01", to: args.to || "2026-11-07" });
  if (args[name] === "") throw wrongInput(`--${name} is missing: a day such as 2026-11-01.`, remedy);
  throw wrongInput(`--${name} ${args[name]} is no day; write it like 2026-11-01.`);
}

/** The base URL, or undefined for the providers themselves. */
export function readBaseUrl(text: string): string | undefined {
  if (text === "") return undefined;
  const isHttp = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
  if (!isHttp) throw wrongInput(`--base-url ${text} is no http or https URL.`);
  const { username, password, search, hash } = new URL(text);
  // It is written into the fixture, and what follows it is the provider's host and path.
  if (username + password + search + hash !== "")
    throw wrongInput(`--base-url may have no user, query or fragment; take ${withoutKeys(text).split("?")[0]}.`);
  return text;
}

/** The terms of each host that the program asks. */
export function readLicences(args: RecordArgs, core: Core, day: number): ReadonlyMap<string, string> {
  return new Map(
    hostsOf(core, day).map((host): [string, string] => {
      const licence = licenceOf(host) ?? args.licence;
      if (licence !== "") return [host, licence];
      const remedy = commandFor({ ...args, licence: "CC BY 4.0, its owner" });
      throw wrongInput(`Under what terms may the data of ${host} be used? Say it with --licence.`, remedy);
    }),
  );
}

/** Pause and retries. */
export function readManners({ pause, retries }: RecordArgs): Manners {
  if (!(pause >= 0 && pause <= 3_600)) throw wrongInput(`--pause ${pause} is no pause; take 0 to 3600 seconds.`);
  if (!(retries >= 0 && retries <= 10)) throw wrongInput(`--retries ${retries} is too many or too few; take 0 to 10.`);
  return { pauseMs: pause * 1_000, retries };
}
