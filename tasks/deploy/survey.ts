/** What of a deployment stands already, by chain and record. */
import { AbiCoder, keccak256 } from "ethers";

import { type Role, roles } from "../../ignition/roles.ts";
import { TaskFailure } from "../common/failure.ts";
import type { DeploymentRecord } from "../common/record.ts";
import { isOnSubscription } from "../operations/consumer.ts";
import { hasAcceptedTerms } from "../operations/subscription.ts";
import { PERFORM_GAS } from "../operations/upkeep.ts";
import { findSubscription, findUpkeep, paidInto } from "./adopt.ts";
import type { DeployConfig } from "./config.ts";
import type { Site } from "./site.ts";

export interface Grant {
  readonly role: Role;
  readonly account: string;
}

export interface Standing {
  /** With what an earlier try made and did not write down. */
  readonly record: DeploymentRecord;
  readonly acceptedTerms: boolean;
  /** Juels that the subscription was paid since the beginning; not counted any more once there is an upkeep. */
  readonly paid: bigint;
  /** The consumer is on the subscription. */
  readonly onSubscription: boolean;
  /** Juels that the registrar may draw. */
  readonly allowance: bigint;
  /** The upkeep's forwarder may perform. */
  readonly mayPerform: boolean;
  readonly missingGrants: readonly Grant[];
}

export async function survey(site: Site, earlier: DeploymentRecord, config: DeployConfig): Promise<Standing> {
  const { services, signer, chain } = site;
  const record = await withAdopted(site, earlier);
  const { contracts, upkeep } = record;
  const id = record.subscriptionId === undefined ? undefined : BigInt(record.subscriptionId);
  const consumer = contracts && (await chain.ethers.getContractAt("FunctionsConsumer", contracts.consumer));
  return {
    record,
    acceptedTerms: await hasAcceptedTerms(services, signer.address),
    paid: id === undefined || upkeep !== undefined ? 0n : await paidInto(site, id, record),
    onSubscription:
      id !== undefined && contracts !== undefined && (await isOnSubscription(services, { id, ...contracts })),
    allowance: await services.link.allowance(signer, services.registrar),
    mayPerform: upkeep !== undefined && (await consumer!.isPerformer(upkeep.forwarder)),
    missingGrants: await missingGrants(site, record, config),
  };
}

/** The subscription comes before the contracts, whose programs name it: once they stand, another one would be of no use to them. */
async function withAdopted(site: Site, record: DeploymentRecord): Promise<DeploymentRecord> {
  if (record.contracts === undefined) {
    const id = record.subscriptionId ?? (await findSubscription(site, record))?.toString();
    return id === undefined ? record : { ...record, subscriptionId: id };
  }
  const upkeep = record.upkeep ?? (await findUpkeep(site, record));
  if (upkeep !== undefined) return { ...record, upkeep };
  await checkNotWaiting(site, record.contracts.consumer);
  return record;
}

/** A registrar that does not approve by itself keeps the LINK until its owner has. */
export async function checkNotWaiting({ services, signer }: Site, consumer: string): Promise<void> {
  const request = AbiCoder.defaultAbiCoder().encode(
    ["address", "uint32", "address", "uint8", "bytes", "bytes", "bytes"],
    [consumer, PERFORM_GAS, signer.address, 0, "0x", "0x", "0x"],
  );
  const [, waiting] = await services.registrar.getPendingRequest(keccak256(request));
  if (waiting > 0n)
    throw new TaskFailure("The registration of the upkeep is paid and waits for the registrar's owner to approve it.", {
      remedy: "the same command again once it is approved",
    });
}

async function missingGrants({ chain }: Site, { contracts }: DeploymentRecord, config: DeployConfig): Promise<Grant[]> {
  const wanted = (Object.keys(roles) as Role[]).flatMap((role) =>
    config.roles[role].map((account) => ({ role, account })),
  );
  if (contracts === undefined || wanted.length === 0) return wanted;
  const manager = await chain.ethers.getContractAt("AccessManager", contracts.manager);
  const held = await Promise.all(wanted.map(({ role, account }) => manager.hasRole(roles[role], account)));
  return wanted.filter((_, index) => !held[index]!.isMember);
}
