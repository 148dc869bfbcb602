/** What the doctor wants to know of a program besides what `status` shows. */
import { ZeroAddress, keccak256, toUtf8Bytes } from "ethers";

import { guarded, roles, selectors } from "../../../ignition/roles.ts";
import { requireServices } from "../../common/chain.ts";
import { type Studio, collectionOf } from "../../common/studio.ts";
import { artifactNames } from "../../operations/services.ts";
import { findFile } from "../../program/file.ts";
import { signalsOf, tallyAt } from "../../program/holders.ts";
import { managerOf } from "../../program/rights.ts";
import { type At, orUndefined } from "../../status/at.ts";
import type { ProgramReading } from "../../status/reading.ts";
import type { MockV3Aggregator } from "../../../types/ethers-contracts/index.ts";
import { readFailures } from "./failures.ts";
import type { FeedReading, ProgramHealth } from "./reading.ts";

/** @param periods over how many of the last periods failures are counted */
export async function readProgram(
  studio: Studio,
  shown: ProgramReading,
  { periods, ...at }: At & { readonly periods: number },
): Promise<ProgramHealth> {
  const { ledger, consumer, chain, record } = studio;
  const { id, version } = shown;
  const [status, terms, registeredAt, listeners, paid, secrets, stored, managed, here, signals, failures] =
    await Promise.all([
      ledger.statusOf(id, at),
      ledger.termsOf(id, version, at),
      registrationOf(studio, id),
      ledger.listenersOf(id, at),
      isPaid(studio, shown, at),
      consumer.secretsOf(id, at),
      // A damaged source fails in ways of its own: a chunk without code runs out of gas.
      shown.config && consumer.sourceOf(shown.config.sourceHash, at).catch(() => undefined),
      isManaged(studio, shown, at),
      fileOf(shown.name),
      readSignals(studio, id, at),
      readFailures(studio, shown, periods),
    ]);
  return {
    ...shown,
    staleAt: Number(status.staleAt),
    fallbackAt: Number(status.fallbackAt),
    registeredAt,
    listeners: [...listeners],
    paid,
    storedHash: stored === undefined ? undefined : keccak256(toUtf8Bytes(stored)),
    secrets,
    currentSecrets: requireServices(chain, record.services).secretsReference,
    managed,
    here,
    signals,
    feed: terms.referenceFeed === ZeroAddress ? undefined : await readFeed(studio, terms.referenceFeed, at),
    failures,
  };
}

/** Unix seconds of version 1. */
async function registrationOf({ ledger, record }: Studio, id: number): Promise<number> {
  const [event] = await ledger.queryFilter(ledger.filters.ProgramRegistered(id, 1), record.startBlock);
  return event === undefined ? 0 : (await event.getBlock()).timestamp;
}

async function isPaid({ services, consumer }: Studio, { config }: ProgramReading, at: At): Promise<boolean> {
  if (config === undefined) return false;
  return (await services.router.getConsumer(consumer, config.subscriptionId, at)).allowed;
}

/** Whether all that a manager is for is a manager's in the deployment's access manager. */
async function isManaged(studio: Studio, { id, name, collection }: ProgramReading, at: At): Promise<boolean> {
  const manager = await managerOf(studio);
  const contract = await collectionOf(studio, { ...studio.record.programs[name], id, collection: collection.address });
  if ((await contract.authority(at)) !== (await manager.getAddress())) return false;
  const rights = await Promise.all(
    selectors(guarded.ImagoCollection.manager).map((selector) => manager.getTargetFunctionRole(contract, selector, at)),
  );
  return rights.every((role) => role === roles.manager);
}

async function fileOf(name: string): Promise<ProgramHealth["here"]> {
  const file = await findFile(name);
  if (file.found === "whole") return { sourceHash: file.bundle.hash, listens: file.program.listens ?? false };
  return { problem: file.found === "none" ? `there is no functions-source/programs/${name}.ts.` : file.why };
}

async function readSignals(studio: Studio, id: number, at: At): Promise<ProgramHealth["signals"]> {
  const address = await signalsOf(studio, id, at);
  if (address === undefined) return undefined;
  return { address, gives: (await tallyAt(studio, address, { program: id, period: 0n })) !== undefined };
}

async function readFeed({ chain, signer }: Studio, address: string, at: At): Promise<FeedReading> {
  const silent = { address, answer: undefined, updatedAt: 0 };
  if ((await chain.ethers.provider.getCode(address)) === "0x") return silent;
  const feed = (await chain.ethers.getContractAt(artifactNames.feed, address, signer)) as unknown as MockV3Aggregator;
  const round = await orUndefined(feed.latestRoundData(at));
  return round === undefined ? silent : { address, answer: round.answer, updatedAt: Number(round.updatedAt) };
}
