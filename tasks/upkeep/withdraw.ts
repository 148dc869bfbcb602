import { parseAddress } from "../common/address.ts";
import { action } from "../common/action.ts";
import { counted } from "../common/duration.ts";
import { TaskFailure } from "../common/failure.ts";
import { formatLink } from "../common/money.ts";
import { repeated } from "../common/options.ts";
import { type DeploymentRecord, writeRecord } from "../common/record.ts";
import { type Studio, command, openStudio } from "../common/studio.ts";
import { checked } from "../operations/checked.ts";
import { type UpkeepState, readUpkeep } from "../operations/upkeep.ts";
import { requireAdmin, retired, shortId } from "./upkeep.ts";

interface Args {
  readonly to: string;
  readonly from: string;
}

const WORDS = "upkeep withdraw";

export default action<Args>(async ({ to, from }, hre) => {
  const given = to === "" ? undefined : parseAddress(to, "--to");
  await using opened = await openStudio(hre, from);
  const recipient = given ?? opened.signer.address;
  let studio: Studio = { ...opened, record: await withoutEnded(opened) };
  const [first, ...others] = await cancelledUpkeeps(studio);
  if (first === undefined) throw nothingCancelled(studio);
  for (const upkeep of [first, ...others]) {
    requireAdmin(studio, upkeep, WORDS);
    await requireTime(studio, upkeep, repeated(WORDS, { to, from }));
    await withdraw(studio, upkeep, recipient);
    studio = { ...studio, record: withdrawn(studio.record, upkeep.id) };
    await writeRecord(studio.chain, studio.record);
  }
});

/** The record's own upkeep may have been cancelled by the registry's owner. */
async function withoutEnded({ record, services }: Studio): Promise<DeploymentRecord> {
  if (record.upkeep === undefined) return record;
  const { withdrawableFrom } = await readUpkeep(services, BigInt(record.upkeep.id));
  return withdrawableFrom === undefined ? record : retired(record);
}

function cancelledUpkeeps({ record, services }: Studio): Promise<UpkeepState[]> {
  return Promise.all((record.cancelledUpkeeps ?? []).map((id) => readUpkeep(services, BigInt(id))));
}

function nothingCancelled({ record, chain }: Studio): TaskFailure {
  if (record.upkeep === undefined) return new TaskFailure("The deployment has no upkeep to withdraw from.");
  return new TaskFailure("Only a cancelled upkeep pays its LINK out; the deployment's is not.", {
    remedy: command(chain, "upkeep cancel"),
  });
}

async function requireTime({ chain }: Studio, { id, withdrawableFrom = 0 }: UpkeepState, again: string): Promise<void> {
  const blocks = withdrawableFrom - (await chain.ethers.provider.getBlockNumber());
  if (blocks <= 0) return;
  const pace = chain.local === undefined ? "" : ", of which a local network makes one a second";
  throw new TaskFailure(`Upkeep ${shortId(id)} pays out in ${counted(blocks, "block")}${pace}.`, {
    remedy: `${command(chain, again)}   (then)`,
  });
}

async function withdraw({ services, spending }: Studio, { id, balance }: UpkeepState, to: string): Promise<void> {
  await spending.send(
    `withdrew ${formatLink(balance)} from upkeep ${shortId(id)} to ${to}`,
    checked(services.registry.withdrawFunds, id, to),
  );
}

function withdrawn({ cancelledUpkeeps: ids = [], ...rest }: DeploymentRecord, id: bigint): DeploymentRecord {
  const left = ids.filter((one) => one !== id.toString());
  return left.length === 0 ? rest : { ...rest, cancelledUpkeeps: left };
}
