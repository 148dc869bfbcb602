/** What a deployer decides, as it stands in `config.json` beside the record of the deployment. */
import { readFile } from "node:fs/promises";
import path from "node:path";

import type { Role } from "../../ignition/roles.ts";
import { loadProgram } from "../../functions-source/programs.ts";
import type { Chain } from "../common/chain.ts";
import { wrongInput } from "../common/failure.ts";
import { parseLink, parseNative } from "../common/money.ts";
import { deploymentFolder } from "../common/record.ts";
import { type Draft, type Edition, type Line, defaultEdition, defaultLine } from "../operations/deployment.ts";
import { type Given, checkConfig } from "./check-config.ts";

/** Amounts are decimal texts, since they have more digits than a number of JSON. */
export interface DeployConfig {
  readonly schema: 1;
  /** LINK that the subscription begins with. Later, `subscription fund` pays more. */
  readonly subscription: { readonly link: string };
  /** LINK that the upkeep begins with. Later, `upkeep fund` pays more. */
  readonly upkeep: { readonly link: string };
  /** Addresses that hold a role besides the deployer, who holds all of them. */
  readonly roles: Readonly<Record<Role, readonly string[]>>;
  /** By program; all of it is for ever, except `confirm`. */
  readonly programs: Readonly<Record<string, ProgramConfig>>;
}

export interface ProgramConfig {
  readonly collectionName: string;
  readonly symbol: string;
  readonly description: string;
  /** Most tokens that there will ever be. */
  readonly supply: number;
  /** Most tokens that one account may mint; 0 for no limit. */
  readonly perWallet: number;
  /** Native coin a token. */
  readonly price: string;
  /** Whether an evolution needs a second round of the DON. */
  readonly confirm: boolean;
}

/** LINK that subscription and upkeep get each, unless said otherwise. */
export const DEFAULT_LINK = "50";
export const defaultProgram = { symbol: "IMAGO", supply: 1_000, perWallet: 5, price: "0.01", confirm: false } as const;

/** What was left out gets what it has by default. */
export async function complete({ subscription, upkeep, roles, programs }: Given): Promise<DeployConfig> {
  const each = Object.entries(programs ?? {}).map(async ([name, given]) => {
    const { title } = await loadProgram(name);
    return [name, { collectionName: `Imago ${name}`, description: title, ...defaultProgram, ...given }] as const;
  });
  return {
    schema: 1,
    subscription: { link: DEFAULT_LINK, ...subscription },
    upkeep: { link: DEFAULT_LINK, ...upkeep },
    roles: { curator: [], guardian: [], manager: [], ...roles },
    programs: Object.fromEntries(await Promise.all(each)),
  };
}

export function configFile({ hre, id }: Pick<Chain, "hre" | "id">): string {
  return path.join(deploymentFolder(hre, id), "config.json");
}

/** @throws TaskFailure naming every field that is wrong; undefined when there is no such file and it need not be */
export async function readConfig(file: string, optional: boolean): Promise<Given | undefined> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (optional && error.code === "ENOENT") return undefined;
    throw wrongInput(`The configuration ${file} cannot be read (${error.code}).`);
  });
  return text === undefined ? undefined : checkConfig(parsed(file, text), file);
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrongInput(`The configuration ${file} is no JSON: ${(error as Error).message}.`);
  }
}

/** What a program's collection is born with. */
export function editionOf(draft: Draft, config: ProgramConfig): Edition {
  const { collectionName, symbol, description, supply, perWallet, price } = config;
  return {
    ...defaultEdition(draft),
    ...{ collectionName, symbol, description, perWallet },
    maxSupply: supply,
    price: parseNative(price, "price"),
  };
}

export function lineOf({ confirm }: ProgramConfig): Line {
  return { ...defaultLine, confirm };
}

/** Juels that are to be paid in. */
export function juelsOf({ subscription, upkeep }: DeployConfig): { subscription: bigint; upkeep: bigint } {
  return { subscription: parseLink(subscription.link), upkeep: parseLink(upkeep.link) };
}
