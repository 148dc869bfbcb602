/** The user's own way to the internet: keys from the environment or Hardhat's keystore, a proxy if there is one. */
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import { MAX_REQUESTS } from "../../functions-source/limits.ts";
import type { Program } from "../../functions-source/program.ts";
import type { Internet } from "../../simulations/single-run/rig.ts";
import { wrongInput } from "../common/failure.ts";

/** Secrets of a run (functions-source/ai/) by the names under which users keep them. */
const KEYS: Readonly<Record<string, string>> = {
  OPENAI_API_KEY: "openaiKey",
  OPENAI_BASE_URL: "openaiBase",
  OPENAI_MODEL: "openaiModel",
  ANTHROPIC_API_KEY: "anthropicKey",
};

/**
 * Without a key the rules decide, as on a DON: a key is never required.
 *
 * @throws TaskFailure for a base URL that is none
 */
export async function readInternet(hre: HardhatRuntimeEnvironment): Promise<Internet> {
  const secrets: Record<string, string> = {};
  // One after the other: the keystore asks for its password once.
  for (const [name, secret] of Object.entries(KEYS)) {
    const value = await configured(hre, name);
    if (value !== "") secrets[secret] = value;
  }
  if (secrets.openaiBase !== undefined && !URL.canParse(secrets.openaiBase))
    throw wrongInput("OPENAI_BASE_URL is no URL; write it like https://api.openai.com/v1.");
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
export function announcement({ secrets, proxy }: Internet, nodes: number, program?: Program): string[] {
  const hosts = (program?.core.feeds ?? []).map((feed) => new URL(`https://${feed.address(0, 0)}`).hostname);
  const ais = [
    ...(secrets.openaiKey === undefined ? [] : [new URL(secrets.openaiBase ?? "https://api.openai.com").hostname]),
    ...(secrets.anthropicKey === undefined ? [] : ["api.anthropic.com"]),
  ];
  return [
    ...(program === undefined ? [] : [`live: ${nodes} nodes ask the real ${hosts.join(", ")} once each`]),
    ais.length === 0
      ? "live: no key in OPENAI_API_KEY or ANTHROPIC_API_KEY, so the rules decide and nothing is billed"
      : `live: up to ${nodes * (MAX_REQUESTS - (program?.core.atOnce ?? 0))} requests to ${ais.join(" and ")} are billed to your keys`,
    ...(proxy === undefined ? [] : ["live: through the proxy of HTTPS_PROXY"]),
  ];
}
