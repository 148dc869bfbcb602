/** Reads a deployment for the checks. */
import type { DeploymentRecord } from "../../common/record.ts";
import type { Studio } from "../../common/studio.ts";
import { readDeployment } from "../../status/read.ts";
import { readSubscription, readUpkeep } from "./balances.ts";
import { readContracts } from "./contracts.ts";
import { readProgram } from "./programs.ts";
import type { DeploymentHealth, Reading } from "./reading.ts";
import { readRights } from "./rights.ts";
import { readServices } from "./services.ts";

/** @param periods over how many of the last periods failures are counted */
export async function read(studio: Studio, periods: number): Promise<Reading> {
  const { provider } = studio.chain.ethers;
  const { address } = studio.signer;
  const [block, gasPrice, wei, contracts] = await Promise.all([
    provider.getBlock("latest"),
    provider.send("eth_gasPrice"),
    provider.getBalance(address),
    readContracts(studio),
  ]);
  const rest = { gasPrice: BigInt(gasPrice as string), periods, account: { address, wei }, contracts };
  if (!contracts.every(({ hasCode }) => hasCode)) return { ...rest, now: block!.timestamp, deployment: undefined };
  return { ...rest, ...(await readHealth(studio, periods)) };
}

/** All of it at the block that `status` read. */
async function readHealth(studio: Studio, periods: number): Promise<{ now: number; deployment: DeploymentHealth }> {
  const { known, unknown } = await sorted(studio);
  const trusted = { ...studio, record: { ...studio.record, programs: known } };
  const shown = await readDeployment(trusted);
  const { block, time: now } = shown.chain;
  const at = { blockTag: block };
  const [services, rights, subscription, upkeep, programs] = await Promise.all([
    readServices(studio, at),
    readRights(studio, at),
    shown.subscription && readSubscription(studio, shown.subscription, { ...at, now }),
    shown.upkeep && readUpkeep(studio, shown.upkeep),
    Promise.all(shown.programs.map((program) => readProgram(studio, program, { ...at, periods }))),
  ]);
  return { now, deployment: { services, rights, subscription, upkeep, programs, unknown } };
}

/** The record's programs by whether the ledger knows their ids. */
async function sorted({ record, ledger }: Studio) {
  const last = Number(await ledger.programs());
  const entries = Object.entries(record.programs);
  const known: DeploymentRecord["programs"] = Object.fromEntries(entries.filter(([, { id }]) => id <= last));
  const unknown = entries.filter(([, { id }]) => id > last).map(([name, { id }]) => ({ name, id }));
  return { known, unknown };
}
