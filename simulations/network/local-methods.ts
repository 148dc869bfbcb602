/** What a local network tells besides its chain: where Chainlink's contracts stand, and what elsewhere a web page of Chainlink's would give. */
import { randomUUID } from "node:crypto";

import { type Wallet, getBytes } from "ethers";

import type { Services } from "../../tasks/operations/services.ts";
import type { Chainlink } from "./chainlink/deployment.ts";
import type { Methods } from "./serve.ts";

/** The method by which tasks recognise a local network; its answer is a `LocalServices`. */
export const SERVICES_METHOD = "imago_services";
/** Takes an address, gives the signature with which it may accept the terms of service of Functions. */
export const TERMS_METHOD = "imago_termsSignature";

export interface LocalServices {
  readonly services: Services;
  /** Another one for every network that is started: what was recorded of an earlier one is of no use here. */
  readonly instance: string;
}

export function localMethods({
  chainlink,
  termsSigner,
}: {
  readonly chainlink: Chainlink;
  readonly termsSigner: Wallet;
}): Methods {
  const answer: LocalServices = { services: servicesOf(chainlink), instance: randomUUID() };
  return {
    [SERVICES_METHOD]: () => answer,
    [TERMS_METHOD]: async ([address]) => {
      const message = (await chainlink.allowList.getFunction("getMessage").staticCall(address, address)) as string;
      return termsSigner.signMessage(getBytes(message));
    },
  };
}

/** The addresses of a network's contracts, as plain data. */
export function servicesOf(chainlink: Chainlink): Services {
  const { link, router, coordinator, allowList, registry, registrar, linkNativeFeed, linkUsdFeed } = chainlink;
  const contracts = { link, router, coordinator, allowList, registry, registrar, linkNativeFeed, linkUsdFeed };
  const addresses = Object.entries(contracts).map(([name, { target }]) => [name, String(target)]);
  const { donId, secretsReference } = chainlink;
  return { ...(Object.fromEntries(addresses) as Record<keyof typeof contracts, string>), donId, secretsReference };
}
