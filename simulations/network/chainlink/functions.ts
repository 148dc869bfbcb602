/** Functions: router, coordinator and terms of service, in the order in which a real network is deployed. */
import { type Contract, type HDNodeWallet, type Wallet, encodeBytes32String, toBeHex } from "ethers";

import { type Deployer, transact } from "./deployer.ts";
import { USD_PER_LINK, WEI_PER_LINK, functionsBilling, functionsRouter } from "./prices.ts";

/** The DON's name on this network, as a request names it. */
export const DON_ID = encodeBytes32String("fun-local-1");
const ALLOW_LIST_ID = encodeBytes32String("allowlist");

export interface FunctionsContracts {
  readonly router: Contract;
  readonly coordinator: Contract;
  readonly allowList: Contract;
  readonly linkNativeFeed: Contract;
  readonly linkUsdFeed: Contract;
}

/** @param termsSigner signs acceptances of the terms of service */
export async function deployFunctions(
  deployer: Deployer,
  link: Contract,
  termsSigner: Wallet | HDNodeWallet,
): Promise<FunctionsContracts> {
  const linkNativeFeed = await deployer.deploy("feed", 18, WEI_PER_LINK);
  const linkUsdFeed = await deployer.deploy("feed", 8, USD_PER_LINK);
  const router = await deployer.deploy("router", link.target, functionsRouter);
  const coordinator = await deployer.deploy(
    "coordinator",
    router.target,
    functionsBilling,
    linkNativeFeed.target,
    linkUsdFeed.target,
  );
  const terms = { enabled: true, signerPublicKey: termsSigner.address };
  const allowList = await deployer.deploy("allowList", terms, [], []);
  await transact(router, "setAllowListId", ALLOW_LIST_ID);
  await transact(router, "proposeContractsUpdate", [ALLOW_LIST_ID, DON_ID], [allowList.target, coordinator.target]);
  await transact(router, "updateContracts");
  return { router, coordinator, allowList, linkNativeFeed, linkUsdFeed };
}

/** @returns the config digest that reports must name */
export async function configureCoordinator(
  coordinator: Contract,
  oracles: { readonly signers: readonly string[]; readonly transmitters: readonly string[]; readonly f: number },
): Promise<string> {
  await transact(coordinator, "setConfig", oracles.signers, oracles.transmitters, oracles.f, "0x", 1, "0x");
  const details = await coordinator.getFunction("latestConfigDetails").staticCall();
  return toBeHex(details.getValue("configDigest"), 32);
}
