/** The steps of a deployment that are still to be taken, in order. Each leaves a record with which the next try goes on. */
import type { Chain } from "../common/chain.ts";
import { formatLink } from "../common/money.ts";
import type { DeploymentRecord } from "../common/record.ts";
import { putOnSubscription } from "../operations/consumer.ts";
import { type Order, type Work, deployContracts, draft } from "../operations/deployment.ts";
import { acceptTerms, createdSubscription, fundSubscription } from "../operations/subscription.ts";
import { type DeployConfig, editionOf, juelsOf, lineOf } from "./config.ts";
import { gas, gasOfProgram, gasOfProtocol } from "./gas.ts";
import type { Site } from "./site.ts";
import type { Standing } from "./survey.ts";
import { grantStep, performerStep, upkeepSteps } from "./upkeep-steps.ts";

export interface Step {
  /** For people, as an order: "create a subscription". */
  readonly what: string;
  /** About how much it will take. */
  readonly gas: bigint;
  /** That it will pay. */
  readonly juels: bigint;
  /** @returns the record, with what came of it */
  run(site: Site, record: DeploymentRecord): Promise<DeploymentRecord>;
}

/** A deployment before its first transaction. */
export interface Deployment {
  readonly chain: Chain;
  readonly site: Site;
  /** See `Beginning`. */
  readonly goesOn: boolean;
  readonly config: DeployConfig;
  readonly standing: Standing;
  readonly steps: readonly Step[];
}

/** The programs of a configuration, bundled. */
export function worksOf({ programs }: DeployConfig): Promise<Work[]> {
  return Promise.all(
    Object.entries(programs).map(async ([name, config]) => {
      const one = await draft(name);
      return { draft: one, edition: editionOf(one, config), line: lineOf(config) };
    }),
  );
}

/**
 * @param works of all programs that are wished for
 * @param done futures of Ignition that an earlier try has finished
 */
export function stepsOf(
  standing: Standing,
  {
    config,
    works,
    done,
  }: { readonly config: DeployConfig; readonly works: readonly Work[]; readonly done: Set<string> },
): Step[] {
  const { record, onSubscription, mayPerform, missingGrants } = standing;
  const missing = works.filter(({ draft }) => !Object.hasOwn(record.programs, draft.bundle.name));
  return [
    ...(needsTerms(standing) ? [termsStep] : []),
    ...(record.subscriptionId === undefined ? [subscriptionStep] : []),
    ...fundingSteps(standing, juelsOf(config).subscription),
    ...(record.contracts === undefined ? [protocolStep(done)] : []),
    ...(onSubscription ? [] : [consumerStep]),
    ...missing.map((work) => programStep(work, done)),
    ...(record.upkeep === undefined ? upkeepSteps(standing, juelsOf(config).upkeep) : []),
    ...(mayPerform ? [] : [performerStep]),
    ...missingGrants.map(grantStep),
  ];
}

/** Only who creates or changes a subscription has to accept them. */
export function needsTerms({ record, acceptedTerms, onSubscription }: Standing): boolean {
  return !acceptedTerms && (record.subscriptionId === undefined || !onSubscription);
}

const termsStep: Step = {
  ...{ what: "accept the terms of service", gas: gas.terms, juels: 0n },
  async run({ services, signer, spending, termsSignature }, record) {
    const sending = acceptTerms(services, signer, await termsSignature());
    await spending.send("accepted the terms of service of Functions", sending);
    return record;
  },
};

const subscriptionStep: Step = {
  ...{ what: "create a subscription", gas: gas.subscription, juels: 0n },
  async run({ services, spending }, record) {
    const receipt = await spending.send("created a subscription", services.router.createSubscription());
    return { ...record, subscriptionId: createdSubscription(services, receipt).toString() };
  },
};

/** Once the upkeep is registered, a deployment has paid its share. */
function fundingSteps({ record, paid }: Standing, wanted: bigint): Step[] {
  const juels = wanted - paid;
  if (record.upkeep !== undefined || juels <= 0n) return [];
  const run: Step["run"] = async ({ services, signer, spending }, now) => {
    const id = BigInt(now.subscriptionId!);
    const sending = fundSubscription(services, signer, { id, juels });
    await spending.send(`paid ${formatLink(juels)} into subscription ${id}`, sending);
    return now;
  };
  return [{ what: `pay into the subscription`, gas: gas.funding, juels, run }];
}

function protocolStep(done: Set<string>): Step {
  return {
    ...{ what: "deploy the protocol", gas: gasOfProtocol(done), juels: 0n },
    async run(site, record) {
      const { contracts } = await build(site, record, [], "deployed the protocol");
      return { ...record, contracts };
    },
  };
}

const consumerStep: Step = {
  ...{ what: "put the consumer on the subscription", gas: gas.consumer, juels: 0n },
  async run({ services, signer, spending }, record) {
    const place = { id: BigInt(record.subscriptionId!), consumer: record.contracts!.consumer };
    await spending.send("put the consumer on the subscription", putOnSubscription(services, signer, place));
    return record;
  },
};

function programStep(work: Work, done: Set<string>): Step {
  const { name } = work.draft.bundle;
  return {
    ...{ what: `register ${name}`, gas: gasOfProgram(work.draft, done), juels: 0n },
    async run(site, record) {
      const { collections } = await build(site, record, [work], `registered ${name}, deployed its collection`);
      const collection = collections[name]!;
      const contract = await site.chain.ethers.getContractAt("ImagoCollection", collection);
      const id = Number(await contract.PROGRAM());
      return { ...record, programs: { ...record.programs, [name]: { id, collection } } };
    },
  };
}

/** One run of Ignition, told with what all its transactions cost. */
async function build(site: Site, record: DeploymentRecord, works: Order["works"], doneWords: string) {
  const { builder, spending, signer } = site;
  const hashes: string[] = [];
  const told = ({ hash }: { readonly hash: string }): void => void hashes.push(hash);
  const { services } = record;
  const subscriptionId = BigInt(record.subscriptionId!);
  const built = await deployContracts({ ...builder, told }, { services, admin: signer.address, subscriptionId, works });
  await spending.tell(doneWords, hashes, site.chain.ethers.provider);
  return built;
}
