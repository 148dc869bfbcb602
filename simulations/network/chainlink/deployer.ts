/** Deploys the production contracts, by their artifact names. */
import hre from "hardhat";
import { Contract, Interface, type InterfaceAbi, type Signer } from "ethers";

import type { Connection } from "../chain.ts";

const CHAINLINK = "@chainlink/contracts/src/v0.8";

/** Fully qualified names of what the local network deploys. */
const names = {
  linkToken: `${CHAINLINK}/shared/token/ERC677/LinkToken.sol:LinkToken`,
  feed: `${CHAINLINK}/shared/mocks/MockV3Aggregator.sol:MockV3Aggregator`,
  router: `${CHAINLINK}/functions/v1_0_0/FunctionsRouter.sol:FunctionsRouter`,
  coordinator: `${CHAINLINK}/functions/v1_3_0/FunctionsCoordinator.sol:FunctionsCoordinator`,
  allowList: `${CHAINLINK}/functions/v1_3_0/accessControl/TermsOfServiceAllowList.sol:TermsOfServiceAllowList`,
  forwarderLogic: `${CHAINLINK}/automation/AutomationForwarderLogic.sol:AutomationForwarderLogic`,
  registry: `${CHAINLINK}/automation/v2_1/KeeperRegistry2_1.sol:KeeperRegistry2_1`,
  registryLogicA: `${CHAINLINK}/automation/v2_1/KeeperRegistryLogicA2_1.sol:KeeperRegistryLogicA2_1`,
  registryLogicB: `${CHAINLINK}/automation/v2_1/KeeperRegistryLogicB2_1.sol:KeeperRegistryLogicB2_1`,
  registrar: `${CHAINLINK}/automation/v2_1/AutomationRegistrar2_1.sol:AutomationRegistrar2_1`,
} as const;

export type ContractName = keyof typeof names;

export class Deployer {
  readonly signer: Signer;
  readonly #ethers: Connection["ethers"];

  constructor(ethers: Connection["ethers"], signer: Signer) {
    this.#ethers = ethers;
    this.signer = signer;
  }

  async deploy(name: ContractName, ...args: readonly unknown[]): Promise<Contract> {
    const contract = await this.#ethers.deployContract(names[name], [...args], { signer: this.signer });
    return new Contract(await contract.getAddress(), contract.interface, this.signer);
  }
}

/** The interfaces of several contracts that stand behind one address, as one. */
export async function mergedInterface(...merged: readonly ContractName[]): Promise<Interface> {
  const artifacts = await Promise.all(merged.map((name) => hre.artifacts.readArtifact(names[name])));
  const fragments = artifacts.flatMap(({ abi }) =>
    Interface.from(abi as InterfaceAbi).fragments.filter(({ type }) => type !== "constructor"),
  );
  return new Interface([...new Set(fragments.map((fragment) => fragment.format("full")))]);
}

/** Sends and waits; fails with the contract's own error. */
export async function transact(contract: Contract, method: string, ...args: readonly unknown[]): Promise<void> {
  const response = await contract.getFunction(method).send(...args);
  await response.wait();
}
