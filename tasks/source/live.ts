/** The user's own way to the internet: keys from the environment or Hardhat's keystore, a proxy if there is one. */
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import type { Ai, Secrets } from "../../functions-source/ai/ai.ts";
import { askedBy } from "../../functions-source/ai/asked.ts";
import { SECRETS, VENDORS, hostOf } from "../../functions-source/ai/vendors.ts";
import { hostOfFeed } from "../../functions-source/feeds/host.ts";
import { MAX_REQUESTS } from "../../functions-source/limits.ts";
import type { Program } from "../../functions-source/program.ts";
import type { Internet } from "../../simulations/single-run/rig.ts";
import { wrongInput } from "../common/failure.ts";

/** A run asks at least two feeds; all other requests may be AIs'. */
const LEAST_FEEDS = 2;

/**
 * Without a key the rules decide, as on a DON: a key is never required.
 *
 * @throws TaskFailure for a base URL that is none
 */
export async function readInternet(hre: HardhatRuntimeEnvironment): Promise<Internet> {
  const secrets: Record<string, string> = {};
  // One after the other: the keystore asks for its password once.
  for (const [name, secret] of Object.entries(SECRETS)) {
    const value = await configured(hre, name);
    if (value !== "") secrets[secret] = value;
  }
  for (const [name, secret] of Object.entries(SECRETS).filter(([each]) => each.endsWith("_BASE_URL")))
    if (secrets[secret] !== undefined && !URL.canParse(secrets[secret]))
      throw wrongInput(`${name} is no URL; write it like https://api.openai.com/v1.`);
  const proxy = process.env.HTTPS_PROXY ?? process.env.https_proxy;
  const caFile = process.env.NODE_EXTRA_CA_CERTS;
  return { secrets, ...(proxy ? { proxy } : {}), ...(caFile ? { caFile } : {}) };
}

/** A configuration variable of Hardhat: from the environment, else from its keystore, else empty. */
function configured({ hooks }: HardhatRuntimeEnvironment, name: string): Promise<string> {
  const variable = { _type: "ConfigurationVariable", name, default: "" } as const;
  const fallback = (_: unknown, { name, default: none = "" }: { name: string; default?: string }) =>
    Promise.resolve(process.env[name] ?? none);
  return hooks.runHandlerChain("configurationVariables", "fetchValue", [variable], fallback);
}

/** What every run will ask, and of whose money, said before it does. No key is in it. */
export function announcement(
  { secrets, proxy }: Internet,
  { nodes, runs }: { readonly nodes: number; readonly runs: number },
  program?: Program,
): string[] {
  const hosts = (program?.core.feeds ?? []).map(hostOfFeed);
  const ais = aisFor(program, secrets).map((ai) => hostOf(ai, secrets));
  return [
    ...(program === undefined
      ? []
      : [`live: ${nodes} nodes ask the real ${hosts.join(", ")} ${runs === 1 ? "once" : `${runs} times`} each`]),
    ais.length === 0
      ? `live: no key in ${keysOf(program).join(" or ")}, so the rules decide and nothing is billed`
      : `live: up to ${nodes * runs * (MAX_REQUESTS - LEAST_FEEDS)} requests to ${ais.join(" and ")} are billed to your keys`,
    ...(proxy === undefined ? [] : ["live: through the proxy of HTTPS_PROXY"]),
  ];
}

/** The AIs that a program asks, or all whose keys there are. */
function aisFor(program: Program | undefined, secrets: Secrets): Ai[] {
  if (program !== undefined) return askedBy(program.core, secrets);
  return VENDORS.map(({ ai }) => ai).filter(({ secret }) => secrets[secret] !== undefined);
}

/** Where users keep the keys of the AIs that a program could ask. */
function keysOf(program: Program | undefined): string[] {
  const all = Object.fromEntries(VENDORS.map(({ ai }) => [ai.secret, "key"]));
  const names = aisFor(program, all).map(({ secret }) => secret);
  return Object.keys(SECRETS).filter((name) => names.includes(SECRETS[name]!));
}
