/** What the upkeep's tasks share. */
import { TaskFailure } from "../common/failure.ts";
import type { DeploymentRecord } from "../common/record.ts";
import { type Studio, command } from "../common/studio.ts";
import { type Burn, lineCosts, performCost, upkeepBurn } from "../operations/costs.ts";
import { type UpkeepState, readUpkeep } from "../operations/upkeep.ts";

/**
 * The deployment's upkeep as the registry has it.
 *
 * @throws TaskFailure when it has none, or it is cancelled
 */
export async function requireUpkeep(studio: Studio): Promise<UpkeepState> {
  const { record, services, chain } = studio;
  const remedy = command(chain, "upkeep register --link 50");
  if (record.upkeep === undefined) throw new TaskFailure("The deployment has no upkeep.", { remedy });
  const upkeep = await readUpkeep(services, BigInt(record.upkeep.id));
  if (upkeep.withdrawableFrom === undefined) return upkeep;
  throw new TaskFailure(`Upkeep ${shortId(upkeep.id)} is cancelled, which nothing undoes.`, { remedy });
}

/**
 * @param words of the task, for the remedy
 * @throws TaskFailure unless the account that acts is the upkeep's admin
 */
export function requireAdmin({ signer, chain }: Studio, { id, admin }: UpkeepState, words: string): void {
  if (signer.address === admin) return;
  throw new TaskFailure(`The admin of upkeep ${shortId(id)} is ${admin}, not ${signer.address}.`, {
    remedy: command(chain, `${words} --from ${admin}`),
  });
}

/** An upkeep's id has 77 digits; its ends tell it from others. */
export function shortId(id: bigint): string {
  const digits = id.toString();
  return digits.length <= 12 ? digits : `${digits.slice(0, 6)}…${digits.slice(-6)}`;
}

/** What the upkeep spends in a period. */
export async function burnOf(studio: Studio): Promise<Burn> {
  const [lines, perform] = await Promise.all([lineCosts(studio), performCost(studio.services)]);
  return upkeepBurn(lines, perform);
}

/** The record without its upkeep, whose LINK is still to be withdrawn. */
export function retired({ upkeep, cancelledUpkeeps = [], ...rest }: DeploymentRecord): DeploymentRecord {
  const ids = upkeep === undefined ? cancelledUpkeeps : [...cancelledUpkeeps, upkeep.id];
  return ids.length === 0 ? rest : { ...rest, cancelledUpkeeps: ids };
}
