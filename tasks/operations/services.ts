/** Chainlink's contracts on a chain: where they stand, and how they are called. */
import { type BaseContract, Contract, Interface, type InterfaceAbi, type Signer } from "ethers";
import type { HardhatEthers } from "@nomicfoundation/hardhat-ethers/types";
import type { ArtifactManager } from "hardhat/types/artifacts";

import type {
  AutomationRegistrar2_1,
  FunctionsCoordinator,
  FunctionsRouter,
  KeeperRegistry2_1,
  KeeperRegistryLogicA2_1,
  KeeperRegistryLogicB2_1,
  LinkToken,
  MockV3Aggregator,
  TermsOfServiceAllowList,
} from "../../types/ethers-contracts/index.ts";

const CHAINLINK = "@chainlink/contracts/src/v0.8";

/** Artifact names of the production contracts that Imago talks to. */
export const artifactNames = {
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

export type ArtifactName = keyof typeof artifactNames;

/** Addresses, and what a request has to name. */
export interface Services {
  readonly link: string;
  readonly router: string;
  readonly coordinator: string;
  readonly allowList: string;
  readonly registry: string;
  readonly registrar: string;
  /** Wei for one LINK, 18 decimals. */
  readonly linkNativeFeed: string;
  /** US dollars for one LINK, 8 decimals. */
  readonly linkUsdFeed: string;
  /** The DON's name in requests, bytes32. */
  readonly donId: string;
  /** Bytes by which requests refer to DON-hosted secrets; `0x` for none. */
  readonly secretsReference: string;
}

/** The registry stands behind one address in three parts. */
export type Registry = KeeperRegistry2_1 & KeeperRegistryLogicA2_1 & KeeperRegistryLogicB2_1;

/** The same as contracts that can be called. */
export interface ServiceContracts {
  readonly link: LinkToken;
  readonly router: FunctionsRouter;
  readonly coordinator: FunctionsCoordinator;
  readonly allowList: TermsOfServiceAllowList;
  readonly registry: Registry;
  readonly registrar: AutomationRegistrar2_1;
  readonly linkNativeFeed: MockV3Aggregator;
  readonly linkUsdFeed: MockV3Aggregator;
}

/** @param signer who sends their transactions */
export async function serviceContracts(
  { ethers, artifacts }: { readonly ethers: HardhatEthers; readonly artifacts: ArtifactManager },
  services: Services,
  signer: Signer,
): Promise<ServiceContracts> {
  const at = async <T extends BaseContract>(artifact: ArtifactName, address: string): Promise<T> =>
    (await ethers.getContractAt(artifactNames[artifact], address, signer)) as unknown as T;
  const registryAbi = await mergedInterface(artifacts, "registry", "registryLogicA", "registryLogicB");
  return {
    link: await at("linkToken", services.link),
    router: await at("router", services.router),
    coordinator: await at("coordinator", services.coordinator),
    allowList: await at("allowList", services.allowList),
    registry: new Contract(services.registry, registryAbi, signer) as unknown as Registry,
    registrar: await at("registrar", services.registrar),
    linkNativeFeed: await at("feed", services.linkNativeFeed),
    linkUsdFeed: await at("feed", services.linkUsdFeed),
  };
}

/** The interfaces of several contracts that stand behind one address, as one. */
export async function mergedInterface(
  artifacts: ArtifactManager,
  ...merged: readonly ArtifactName[]
): Promise<Interface> {
  const parts = await Promise.all(merged.map((name) => artifacts.readArtifact(artifactNames[name])));
  const fragments = parts.flatMap(({ abi }) =>
    Interface.from(abi as InterfaceAbi).fragments.filter(({ type }) => type !== "constructor"),
  );
  return new Interface([...new Set(fragments.map((fragment) => fragment.format("full")))]);
}
