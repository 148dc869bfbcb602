/** The steps of a deployment, in order. */
import { rm } from "node:fs/promises";

import { TERMS_METHOD } from "../../simulations/network/local-methods.ts";
import { type Chain, requireServices } from "../common/chain.ts";
import { formatLink, readPrices } from "../common/money.ts";
import { type DeploymentRecord, deploymentFolder, deploymentId, readRecord, writeRecord } from "../common/record.ts";
import { note } from "../common/terminal.ts";
import { Spending } from "../common/transaction.ts";
import { defaultEdition, defaultLine, deployContracts, draft } from "../operations/deployment.ts";
import { type ServiceContracts, serviceContracts } from "../operations/services.ts";
import { acceptTerms, fundSubscription, hasAcceptedTerms, nextSubscription } from "../operations/subscription.ts";
import { PERFORM_GAS, approveRegistrar, registerUpkeep, registeredUpkeep } from "../operations/upkeep.ts";

export interface Wishes {
  readonly programs: readonly string[];
  readonly juels: bigint;
  readonly from: string;
}

interface Site {
  readonly chain: Chain;
  readonly signer: Awaited<ReturnType<Chain["signer"]>>;
  readonly services: ServiceContracts;
  readonly spending: Spending;
  readonly wishes: Wishes;
}

export async function deployAll(chain: Chain, wishes: Wishes): Promise<DeploymentRecord> {
  let record = await begin(chain);
  const signer = await chain.signer(wishes.from);
  const services = await serviceContracts(
    { ethers: chain.ethers, artifacts: chain.hre.artifacts },
    record.services,
    signer,
  );
  const site = { chain, signer, services, wishes, spending: new Spending(await readPrices(services)) };
  for (const step of [subscribe, deployPrograms, registerOnce, admit]) {
    record = await step(site, record);
    await writeRecord(chain, record);
  }
  return record;
}

async function begin(chain: Chain): Promise<DeploymentRecord> {
  const old = await readRecord(chain);
  const services = requireServices(chain, old?.services);
  if (old?.identity === chain.identity) return old;
  if (old !== undefined && chain.local) {
    note("the local network was started anew: its earlier deployment is forgotten");
    await rm(deploymentFolder(chain.hre, chain.id), { recursive: true });
  }
  const startBlock = await chain.ethers.provider.getBlockNumber();
  return { schema: 1, chainId: chain.id, identity: chain.identity, startBlock, services, programs: {} };
}

async function subscribe(site: Site, record: DeploymentRecord): Promise<DeploymentRecord> {
  if (record.subscriptionId !== undefined) return record;
  const { services, signer, spending, chain, wishes } = site;
  if (!(await hasAcceptedTerms(services, signer.address))) {
    const signature = (await chain.connection.provider.request({
      method: TERMS_METHOD,
      params: [signer.address],
    })) as string;
    await spending.send("accepted the terms of service of Functions", acceptTerms(services, signer, signature));
  }
  const id = await nextSubscription(services, signer);
  await spending.send(`created subscription ${id}`, services.router.createSubscription());
  await spending.send(
    `paid ${formatLink(wishes.juels)} into subscription ${id}`,
    fundSubscription(services, signer, { id, juels: wishes.juels }),
  );
  return { ...record, subscriptionId: id.toString() };
}

async function deployPrograms({ chain, signer, wishes }: Site, record: DeploymentRecord): Promise<DeploymentRecord> {
  const drafts = await Promise.all(wishes.programs.map(draft));
  const { contracts, collections } = await deployContracts(
    chain.connection.ignition,
    {
      services: record.services,
      subscriptionId: BigInt(record.subscriptionId!),
      works: drafts.map((one) => ({ draft: one, edition: defaultEdition(one), line: defaultLine })),
    },
    { deploymentId: deploymentId(chain.id), defaultSender: signer.address },
  );
  const programs = await Promise.all(
    Object.entries(collections).map(async ([name, collection]) => {
      const contract = await chain.ethers.getContractAt("ImagoCollection", collection);
      return [name, { id: Number(await contract.PROGRAM()), collection }] as const;
    }),
  );
  return { ...record, contracts, programs: { ...record.programs, ...Object.fromEntries(programs) } };
}

async function registerOnce(site: Site, record: DeploymentRecord): Promise<DeploymentRecord> {
  if (record.upkeep !== undefined) return record;
  const { services, signer, spending, wishes } = site;
  const { juels } = wishes;
  await spending.send(`let the registrar draw ${formatLink(juels)}`, approveRegistrar(services, signer, juels));
  const terms = { target: record.contracts!.consumer, gasLimit: PERFORM_GAS, juels };
  const receipt = await spending.send("registered the upkeep", registerUpkeep(services, signer, terms));
  const { id, forwarder } = await registeredUpkeep(services, receipt);
  return { ...record, upkeep: { id: id.toString(), forwarder } };
}

async function admit({ chain, signer, spending }: Site, record: DeploymentRecord): Promise<DeploymentRecord> {
  const consumer = await chain.ethers.getContractAt("FunctionsConsumer", record.contracts!.consumer, signer);
  const { forwarder } = record.upkeep!;
  if (!(await consumer.isPerformer(forwarder)))
    await spending.send(`let the upkeep's forwarder perform`, consumer.setPerformer(forwarder, true));
  return record;
}
