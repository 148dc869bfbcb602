/** Automation 2.1: registry in its three parts and registrar, in the order in which a real network is deployed. */
import hre from "hardhat";
import { Contract, toBeHex } from "ethers";

import { mergedInterface } from "../../../tasks/operations/services.ts";
import { type Deployer, transact } from "./deployer.ts";
import { MINIMUM_UPKEEP_JUELS, WEI_PER_LINK, automationRegistry } from "./prices.ts";

export interface AutomationContracts {
  /** Behind one address, with the merged interface of its three parts. */
  readonly registry: Contract;
  readonly registrar: Contract;
  /** Wei a unit of gas, no decimals. */
  readonly fastGasFeed: Contract;
}

/** No layer 2's gas accounting. */
const MODE_DEFAULT = 0;
const AUTO_APPROVE_ALL = 2;
const AUTO_APPROVE_MAXIMUM = 1_000;
const CONDITION_TRIGGER = 0;
const LOG_TRIGGER = 1;

export async function deployAutomation(
  deployer: Deployer,
  {
    link,
    linkNativeFeed,
    gasPrice,
  }: { readonly link: Contract; readonly linkNativeFeed: Contract; readonly gasPrice: bigint },
): Promise<AutomationContracts> {
  const fastGasFeed = await deployer.deploy("feed", 0, gasPrice);
  const forwarderLogic = await deployer.deploy("forwarderLogic");
  const feeds = [linkNativeFeed.target, fastGasFeed.target];
  const logicB = await deployer.deploy("registryLogicB", MODE_DEFAULT, link.target, ...feeds, forwarderLogic.target);
  const logicA = await deployer.deploy("registryLogicA", logicB.target);
  const { target } = await deployer.deploy("registry", logicA.target);
  const abi = await mergedInterface(hre.artifacts, "registry", "registryLogicA", "registryLogicB");
  const registry = new Contract(target, abi, deployer.signer);
  const approvals = [CONDITION_TRIGGER, LOG_TRIGGER].map((trigger) => [
    trigger,
    AUTO_APPROVE_ALL,
    AUTO_APPROVE_MAXIMUM,
  ]);
  const registrar = await deployer.deploy("registrar", link.target, target, MINIMUM_UPKEEP_JUELS, approvals);
  return { registry, registrar, fastGasFeed };
}

/** @returns the config digest that reports must name */
export async function configureRegistry(
  { registry, registrar }: AutomationContracts,
  oracles: {
    readonly signers: readonly string[];
    readonly transmitters: readonly string[];
    readonly f: number;
    readonly gasPrice: bigint;
    readonly manager: string;
  },
): Promise<string> {
  const onchain = {
    ...automationRegistry,
    fallbackGasPrice: oracles.gasPrice,
    fallbackLinkPrice: WEI_PER_LINK,
    transcoder: toBeHex(0, 20),
    registrars: [registrar.target],
    upkeepPrivilegeManager: oracles.manager,
  };
  await transact(registry, "setConfigTypeSafe", oracles.signers, oracles.transmitters, oracles.f, onchain, 1, "0x");
  const details = await registry.getFunction("latestConfigDetails").staticCall();
  return toBeHex(details.getValue("configDigest"), 32);
}
