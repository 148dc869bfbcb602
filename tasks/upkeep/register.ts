import { action } from "../common/action.ts";
import { type Amount, juelsToPay, lasting } from "../common/amount.ts";
import { TaskFailure, wrongInput } from "../common/failure.ts";
import { formatCount, formatLink } from "../common/money.ts";
import { type DeploymentRecord, writeRecord } from "../common/record.ts";
import { type Studio, command, openStudio } from "../common/studio.ts";
import { print } from "../common/terminal.ts";
import { REQUEST_GAS } from "../operations/costs.ts";
import {
  approveRegistrar,
  approvesAlone,
  readUpkeep,
  registerUpkeep,
  registeredUpkeep,
  reserveOf,
} from "../operations/upkeep.ts";
import { admitForwarder } from "./performer.ts";
import { burnOf, retired, shortId } from "./upkeep.ts";

interface Args extends Amount {
  readonly gasLimit: number;
  readonly from: string;
}

const WORDS = "upkeep register";

export default action<Args>(async ({ gasLimit, from, ...amount }, hre) => {
  await using studio = await openStudio(hre, from);
  const present = await activeUpkeep(studio);
  if (present !== undefined) return await finish(studio, present);
  await checkGasLimit(studio, gasLimit);
  const juels = await amountFor(studio, amount, gasLimit);
  await requireApproval(studio);
  const record = await register(studio, gasLimit, juels);
  await writeRecord(studio.chain, record);
  await admitForwarder({ ...studio, record }, record.upkeep!.forwarder);
  const reserve = await reserveOf(studio.services, gasLimit);
  print(`balance: ${formatLink(juels)}, ${lasting(juels - reserve, await burnOf(studio))}`);
});

/** The recorded upkeep, if it lives. */
async function activeUpkeep({ record, services }: Studio): Promise<DeploymentRecord["upkeep"]> {
  if (record.upkeep === undefined) return undefined;
  const { withdrawableFrom } = await readUpkeep(services, BigInt(record.upkeep.id));
  return withdrawableFrom === undefined ? record.upkeep : undefined;
}

/** An earlier registration that no curator has finished. */
async function finish(studio: Studio, { id, forwarder }: NonNullable<DeploymentRecord["upkeep"]>): Promise<void> {
  if (!(await studio.consumer.isPerformer(forwarder))) return admitForwarder(studio, forwarder);
  throw new TaskFailure(`The deployment has upkeep ${shortId(BigInt(id))} already.`, {
    remedy: command(studio.chain, "upkeep show"),
  });
}

async function checkGasLimit({ services }: Studio, gasLimit: number): Promise<void> {
  const { config } = await services.registry.getState();
  if (gasLimit >= REQUEST_GAS && gasLimit <= config.maxPerformGas) return;
  throw wrongInput(
    `--gas-limit ${gasLimit} will not do: a request takes up to ${formatCount(REQUEST_GAS)}, and the registry allows ` +
      `${formatCount(config.maxPerformGas)}.`,
  );
}

async function amountFor(studio: Studio, amount: Amount, gasLimit: number): Promise<bigint> {
  const reserve = await reserveOf(studio.services, gasLimit);
  const juels = await juelsToPay(studio, amount, {
    words: WORDS,
    burn: () => burnOf(studio),
    reserve: async () => reserve,
  });
  if (juels >= reserve) return juels;
  throw wrongInput(
    `${formatLink(juels)} would perform nothing: for ${formatCount(gasLimit)} gas the registry wants ` +
      `${formatLink(reserve, 4)} in reserve.`,
    command(studio.chain, `${WORDS} --periods 30`),
  );
}

async function requireApproval({ services, signer }: Studio): Promise<void> {
  if (await approvesAlone(services, signer.address)) return;
  throw new TaskFailure(
    `The registrar registers nothing for ${signer.address} by itself; the LINK would wait there for its owner's approval.`,
    { remedy: "have the registrar's owner allow this account, or register from another with --from" },
  );
}

async function register(studio: Studio, gasLimit: number, juels: bigint): Promise<DeploymentRecord> {
  const { services, signer, spending, record } = studio;
  await spending.send(`let the registrar draw ${formatLink(juels)}`, approveRegistrar(services, signer, juels));
  const terms = { target: record.contracts!.consumer, gasLimit, juels };
  const receipt = await spending.send("registered the upkeep", registerUpkeep(services, signer, terms));
  const { id, forwarder } = await registeredUpkeep(services, receipt);
  print(`  it is upkeep ${shortId(id)}, its forwarder ${forwarder}`);
  return { ...retired(record), upkeep: { id: id.toString(), forwarder } };
}
