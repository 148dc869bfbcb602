/** Everything that can be known before the first transaction: each check names what would fail later, when something had been paid already. */
import { Signature } from "ethers";

import { roles } from "../../ignition/roles.ts";
import type { Chain } from "../common/chain.ts";
import { TaskFailure, wrongInput } from "../common/failure.ts";
import { type Prices, formatLink, formatNative, readPrices } from "../common/money.ts";
import { command } from "../common/studio.ts";
import { PERFORM_GAS } from "../operations/upkeep.ts";
import { orUndefined } from "../status/at.ts";
import { type DeployConfig, juelsOf } from "./config.ts";
import { type Cost, total } from "./costs.ts";
import type { Site } from "./site.ts";
import { type Deployment, type Step, needsTerms } from "./steps.ts";
import type { Standing } from "./survey.ts";

/** What the account has. */
export interface Purse {
  /** Wei. */
  readonly wei: bigint;
  readonly juels: bigint;
}

/** Gas prices move while a deployment runs: a quarter more than now has to be there. */
const SPARE = { numerator: 5n, denominator: 4n };
const CONDITION_TRIGGER = 0;
/** Gas of the consumer's callback. */
const CALLBACK_GAS = 200_000;

/** What a deployment will cost, as far as is known beforehand, and who pays. */
export interface Plan {
  readonly costs: readonly Cost[];
  readonly purse: Purse;
  readonly prices: Prices;
  /** Wei a unit of gas, now. */
  readonly gasPrice: bigint;
}

/** @throws TaskFailure when something would fail later */
export async function preflight(deployment: Deployment, termsSignature: string): Promise<Plan> {
  const { chain, site, config, standing, steps } = deployment;
  await checkAccount(site, standing, chain);
  await checkAmounts(site, config, steps);
  await checkTerms(site, standing, chain, termsSignature);
  const gasPrice = BigInt((await chain.ethers.provider.send("eth_gasPrice")) as string);
  const costs = steps.map(({ what, gas, juels }) => ({ what, gas, juels, wei: gas * gasPrice }));
  const purse = await readPurse(site);
  checkPurse(purse, costs, site.signer.address);
  return { costs, purse, prices: await readPrices(site.services), gasPrice };
}

async function readPurse({ services, signer, chain }: Site): Promise<Purse> {
  const [wei, juels] = await Promise.all([chain.ethers.provider.getBalance(signer), services.link.balanceOf(signer)]);
  return { wei, juels };
}

/** @throws TaskFailure when the account cannot pay for all of it */
function checkPurse({ wei, juels }: Purse, costs: readonly Cost[], address: string): void {
  const needed = total(costs);
  const withSpare = (needed.wei * SPARE.numerator) / SPARE.denominator;
  if (juels < needed.juels)
    throw new TaskFailure(`${address} has ${formatLink(juels)}; ${formatLink(needed.juels)} are to be paid.`, {
      remedy: "send LINK to this account first, take less with --link, or name another account with --from",
    });
  if (wei < withSpare)
    throw new TaskFailure(
      `${address} has ${formatNative(wei)}; with a quarter to spare ${formatNative(withSpare)} are needed.`,
      {
        remedy: "send native coin to this account first, or name another account with --from",
      },
    );
}

/** @throws TaskFailure when another account has to act */
async function checkAccount(
  { services, signer, chain: { ethers } }: Site,
  { record }: Standing,
  chain: Chain,
): Promise<void> {
  const { subscriptionId, contracts } = record;
  const owner = subscriptionId && (await orUndefined(services.router.getSubscription(subscriptionId)))?.owner;
  if (owner === undefined && (subscriptionId !== undefined || contracts !== undefined))
    throw new TaskFailure("The subscription of this deployment does not exist any more.", {
      remedy: command(chain, "subscription create"),
    });
  if (owner !== undefined && owner !== signer.address)
    throw new TaskFailure(`The subscription of this deployment belongs to ${owner}, not to ${signer.address}.`, {
      remedy: command(chain, `deploy --from ${owner}`),
    });
  if (contracts === undefined) return;
  const manager = await ethers.getContractAt("AccessManager", contracts.manager);
  for (const [name, role] of [
    ["admin", 0n],
    ["curator", roles.curator],
  ] as const)
    if (!(await manager.hasRole(role, signer)).isMember)
      throw new TaskFailure(`${signer.address} is not ${name} of this deployment.`, {
        remedy: "name the account that is with --from",
      });
}

/** @throws TaskFailure when amounts are too small for the services to do anything for them */
async function checkAmounts({ services, chain }: Site, config: DeployConfig, steps: readonly Step[]): Promise<void> {
  if (!steps.some(({ juels }) => juels > 0n)) return;
  const { coordinator, registry, registrar } = services;
  const { gasPrice } = await chain.ethers.provider.getFeeData();
  const [request, needed, { minLINKJuels }] = await Promise.all([
    coordinator.estimateCost(0, "0x", CALLBACK_GAS, gasPrice ?? 0n),
    registry.getMaxPaymentForGas(CONDITION_TRIGGER, PERFORM_GAS),
    registrar.getConfig(),
  ]);
  const paid = juelsOf(config);
  const least = { subscription: request, upkeep: needed > minLINKJuels ? needed : minLINKJuels };
  for (const name of ["subscription", "upkeep"] as const)
    if (paid[name] < least[name])
      throw wrongInput(
        `${name}.link is ${config[name].link}; with less than ${formatLink(least[name])} nothing is ever ${name === "upkeep" ? "performed" : "requested"}.`,
      );
}

/** @throws TaskFailure when the terms of service cannot be accepted */
async function checkTerms(site: Site, standing: Standing, chain: Chain, given: string): Promise<void> {
  if (!needsTerms(standing)) return;
  const { services, signer, termsSignature } = site;
  const { address } = signer;
  if (given === "" && chain.local === undefined)
    throw new TaskFailure(
      `${address} has not accepted the terms of service of Functions. Whoever runs these services signs the message ` +
        `${await services.allowList.getMessage(address, address)} for it.`,
      { remedy: command(chain, "deploy --terms-signature 0x...") },
    );
  const { r, s, v } = signature(await termsSignature());
  await services.allowList.acceptTermsOfService.staticCall(address, address, r, s, v);
}

function signature(text: string): Signature {
  try {
    return Signature.from(text);
  } catch {
    throw wrongInput("--terms-signature is no signature; write its 65 bytes in hexadecimal digits, with 0x before.");
  }
}
