/** All of Chainlink that a network needs, deployed and configured for its nodes. */
import type { Contract, Wallet } from "ethers";

import type { Settings } from "../options.ts";
import { encodeSecretsReference } from "./accounts.ts";
import { type AutomationContracts, configureRegistry, deployAutomation } from "./automation.ts";
import { type Deployer, transact } from "./deployer.ts";
import { DON_ID, type FunctionsContracts, configureCoordinator, deployFunctions } from "./functions.ts";

/** The production contracts. */
export interface Chainlink extends FunctionsContracts, AutomationContracts {
  readonly link: Contract;
  /** The DON's name in requests. */
  readonly donId: string;
  /** Bytes by which a request refers to the nodes' secrets, as DON-hosted secrets (location 2). */
  readonly secretsReference: string;
}

export interface Oracles {
  /** Addresses of the keys that sign reports, by node. */
  readonly signers: readonly string[];
  /** Addresses that send reports, by node. */
  readonly transmitters: readonly string[];
}

/** @returns the contracts, and the digests of the configurations that reports must name */
export async function deployChainlink(
  { f, gasPrice, secretsReference }: Settings,
  deployer: Deployer,
  termsSigner: Wallet,
  { signers, transmitters }: Oracles,
): Promise<{ chainlink: Chainlink; functionsDigest: string; automationDigest: string }> {
  const manager = await deployer.signer.getAddress();
  const link = await deployer.deploy("linkToken");
  await transact(link, "grantMintRole", manager);
  await transact(link, "mint", manager, TREASURY_JUELS);
  const functions = await deployFunctions(deployer, link, termsSigner);
  const automation = await deployAutomation(deployer, { link, linkNativeFeed: functions.linkNativeFeed, gasPrice });
  const oracles = { signers, transmitters, f };
  return {
    chainlink: {
      ...functions,
      ...automation,
      link,
      donId: DON_ID,
      secretsReference: encodeSecretsReference(secretsReference),
    },
    functionsDigest: await configureCoordinator(functions.coordinator, oracles),
    automationDigest: await configureRegistry(automation, { ...oracles, gasPrice, manager }),
  };
}

/** The deployer's LINK, from which subscriptions and upkeeps are funded: a tenth of the token's maximum. */
const TREASURY_JUELS = 10n ** 26n;
