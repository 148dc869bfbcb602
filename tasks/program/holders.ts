/** What a program hears of its holders, and where. */
import { ZeroAddress, isError } from "ethers";

import { type Tally, decodeTally, tellTally } from "../../functions-source/content/tally.ts";
import type { Terms } from "../../functions-source/registration.ts";
import type { Studio } from "../common/studio.ts";
import type { At } from "../status/at.ts";
import { unlessRefused } from "../operations/unless-refused.ts";

export interface Holders {
  /** Of the contract that counts their signals. */
  readonly address: string;
  /** That runs at the chain's time. */
  readonly period: number;
  /** Of the running period, so far; undefined where the contract gives no tally. */
  readonly running: Tally | undefined;
  /** Of the period that is to be asked for; final. */
  readonly asked: Tally | undefined;
}

interface Moment {
  readonly id: number;
  readonly terms: Terms;
  /** The period to be asked for. */
  readonly asked: bigint;
  /** Unix seconds. */
  readonly now: number;
}

/** @returns undefined for a program that does not listen */
export async function readHolders(studio: Studio, { id, terms, asked, now }: Moment): Promise<Holders | undefined> {
  const address = await signalsOf(studio, id);
  if (address === undefined) return undefined;
  const period = (BigInt(now) - terms.anchor) / terms.periodLength;
  const [running, before] = await Promise.all(
    [period, asked].map(async (each) => {
      const tally = await tallyAt(studio, address, { program: id, period: each });
      return tally === undefined ? undefined : decodeTally(tally);
    }),
  );
  return { address, period: Number(period), running, asked: before };
}

/** What a contract says of a period; undefined where it refuses, is gone, or says something else than a number. */
export async function tallyAt(
  { chain }: Studio,
  address: string,
  { program, period }: { readonly program: number; readonly period: bigint },
): Promise<bigint | undefined> {
  const contract = await chain.ethers.getContractAt("ITally", address);
  const read = contract.tallyOf(program, period).catch((error: unknown) => {
    if (isError(error, "BAD_DATA")) return undefined;
    throw error;
  });
  return unlessRefused(read);
}

/** `2 calm, 1 brighten`, `none`, or that there is no tally. */
export function tell(tally: Tally | undefined): string {
  return tally === undefined ? "no tally (the contract fails)" : tellTally(tally);
}

/** The contract that counts a program's signals; undefined for a program that does not listen. */
export async function signalsOf({ consumer }: Studio, id: number, at?: At): Promise<string | undefined> {
  const address = await consumer.signalsOf(id, at ?? {});
  return address === ZeroAddress ? undefined : address;
}

/** Whether a program hears its holders on chain as its file says; through a contract that fails it does not. */
export async function hearsAsItsFile(studio: Studio, id: number, listens = false): Promise<boolean> {
  const address = await signalsOf(studio, id);
  if (address === undefined || !listens) return (address !== undefined) === listens;
  return (await tallyAt(studio, address, { program: id, period: 0n })) !== undefined;
}

/** Brings the chain to what the program's file says: deploys a contract that counts and listens to it, or listens no more. */
export async function setListening(
  studio: Studio,
  { id, name, collection }: { readonly id: number; readonly name: string; readonly collection: string },
  listens = false,
): Promise<void> {
  const { chain, ledger, consumer, signer, spending } = studio;
  if (await hearsAsItsFile(studio, id, listens)) return;
  if (!listens) {
    await spending.send(`stopped listening to the holders of ${name}`, consumer.setSignals(id, ZeroAddress));
    return;
  }
  const factory = await chain.ethers.getContractFactory("Signals", signer);
  const contract = await factory.deploy(ledger, id, collection);
  await spending.send(`deployed the signals of ${name}`, Promise.resolve(contract.deploymentTransaction()!));
  await spending.send(`began to listen to the holders of ${name}`, consumer.setSignals(id, contract));
}
