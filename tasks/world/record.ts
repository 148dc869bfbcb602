/** Records what a program's providers answer. */
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { FIXTURES_FOLDER } from "../../simulations/world/fixtures.ts";
import { action } from "../common/action.ts";
import { TaskFailure } from "../common/failure.ts";
import { table } from "../common/table.ts";
import { note, print } from "../common/terminal.ts";
import {
  commandFor,
  readBaseUrl,
  readLicences,
  readManners,
  readPeriods,
  readProgram,
  type RecordArgs,
} from "./input.ts";
import { type Recorded, record } from "./recorder.ts";

export default action<RecordArgs>(async (args) => {
  const { core, schedule } = await readProgram(args.program);
  const periods = readPeriods(args, schedule, Date.now() / 1_000);
  const [baseUrl, manners] = [readBaseUrl(args.baseUrl), readManners(args)];
  const licences = readLicences(args, core, periods[0]!.day);
  const folder = join(args.out === "" ? FIXTURES_FOLDER : resolve(args.out), core.name);
  const outside = { fetch, sleep: (ms: number) => sleep(ms), now: Date.now };
  const recorded = await record({ core, periods, folder, baseUrl, licences, manners, note }, outside);

  print(`${core.name}: ${periods.length} periods, in ${folder}`);
  print(tableOf(recorded));
  const missing = recorded.reduce((sum, { problems }) => sum + problems.length, 0);
  if (missing > 0) {
    const what = missing === 1 ? "1 answer is missing" : `${missing} answers are missing`;
    throw new TaskFailure(`${what}; what came is stored.`, { remedy: `${commandFor(args)}   (asks for the rest)` });
  }
  for (const [host, licence] of licences) print(`${host}: ${licence}`);
  print(`Next: npx --no hardhat world check ${core.name}${args.out === "" ? "" : ` --fixtures ${args.out}`}`);
});

function tableOf(recorded: readonly Recorded[]): string {
  const rows = recorded.map(({ provider, stored, there, problems }) => [
    provider,
    ...[stored, there, problems.length].map(String),
  ]);
  const columns = ["recorded", "there already", "missing"].map((title) => ({ title, align: "right" as const }));
  return table([{ title: "provider" }, ...columns], rows);
}
