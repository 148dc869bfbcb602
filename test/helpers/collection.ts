/** A collection with the real renderer on a ledger without a network, and its metadata read back. */
import type { BaseContract } from "ethers";

import { guarded, roles, selectors } from "../../ignition/roles.ts";
import type { ImagoCollection } from "../../types/ethers-contracts/index.ts";
import { type Ground, deployLedger } from "./ledger.ts";

export const PRICE = 10n ** 16n;
export const config = {
  name: "Moths",
  symbol: "MOTH",
  description: "Moths that follow the wind.",
  program: 1,
  maxSupply: 12,
  perWallet: 5,
  price: PRICE,
};
export type Config = typeof config;
export type Studio = Awaited<ReturnType<typeof deployStudio>>;

/** A ledger with one collection on it that listens to program 1. */
export async function deployStudio() {
  const ground = await deployLedger();
  const renderer = await ground.ethers.deployContract("ImagoRenderer");
  const collection = await deployCollection(ground, renderer);
  await ground.curated.setListeners(1, [collection]);
  return { ...ground, renderer, collection };
}

/** Another collection, with some of its words and numbers changed. */
export async function deployCollection(
  { ethers, authority, ledger }: Ground,
  renderer: BaseContract,
  changes: Partial<Config> = {},
): Promise<ImagoCollection> {
  const collection = await ethers.deployContract("ImagoCollection", [
    authority,
    ledger,
    renderer,
    { ...config, ...changes },
  ]);
  await authority.setTargetFunctionRole(collection, selectors(guarded.ImagoCollection.manager), roles.manager);
  return collection;
}

/** A token's metadata as marketplaces read it. */
export interface Metadata {
  readonly name: string;
  readonly description: string;
  readonly image: string;
  readonly attributes: readonly { readonly trait_type: string; readonly value: unknown }[];
}

/** The metadata in a data URI. */
export function metadataIn(uri: string): Metadata {
  return JSON.parse(textIn(uri, "application/json")) as Metadata;
}

/** The text in a data URI of a media type. */
export function textIn(uri: string, type: string): string {
  const prefix = `data:${type};base64,`;
  if (!uri.startsWith(prefix)) throw new Error(`"${uri.slice(0, 40)}" does not begin with "${prefix}".`);
  return Buffer.from(uri.slice(prefix.length), "base64").toString("utf8");
}
