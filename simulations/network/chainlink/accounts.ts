/** What users of the services do, with LINK from the network's treasury: subscriptions, secrets, upkeeps. */
import cbor from "cbor";
import { type Contract, type Signer, type Wallet, getBytes, hexlify } from "ethers";

import type { ServiceContracts } from "../../../tasks/operations/services.ts";
import {
  acceptTerms,
  fundSubscription,
  hasAcceptedTerms,
  nextSubscription,
} from "../../../tasks/operations/subscription.ts";
import {
  type UpkeepTerms,
  approveRegistrar,
  registerUpkeep,
  registeredUpkeep,
} from "../../../tasks/operations/upkeep.ts";
import type { SecretsReference } from "../../node/protocol.ts";

export interface SubscriptionOptions {
  /** An unlocked account. */
  readonly owner: Signer;
  /** Contracts that may send requests. */
  readonly consumers: readonly string[];
  /** What the subscription starts with. */
  readonly juels: bigint;
}

export interface UpkeepOptions extends UpkeepTerms {
  /** An unlocked account. */
  readonly admin: Signer;
}

interface Treasury<Name extends keyof ServiceContracts> {
  readonly contracts: Readonly<Record<Name, Contract>>;
  /** Holds the LINK that is handed out. */
  readonly treasury: Signer;
}

/** The same contracts with the types of their methods. */
const typed = <Name extends keyof ServiceContracts>(contracts: Readonly<Record<Name, Contract>>) =>
  contracts as unknown as Pick<ServiceContracts, Name>;

/** Accepts the terms of service, creates a subscription, adds its consumers and funds it. */
export async function openSubscription(
  { contracts, treasury }: Treasury<"router" | "allowList" | "link">,
  termsSigner: Wallet,
  { owner, consumers, juels }: SubscriptionOptions,
): Promise<bigint> {
  const chainlink = typed(contracts);
  const address = await owner.getAddress();
  if (!(await hasAcceptedTerms(chainlink, address))) {
    const signature = await termsSigner.signMessage(getBytes(await chainlink.allowList.getMessage(address, address)));
    await (await acceptTerms(chainlink, owner, signature)).wait();
  }
  const router = chainlink.router.connect(owner);
  const id = await nextSubscription(chainlink, owner);
  await (await router.createSubscription()).wait();
  for (const consumer of consumers) await (await router.addConsumer(id, consumer)).wait();
  await (await fundSubscription(chainlink, treasury, { id, juels })).wait();
  return id;
}

/** Registers a conditional upkeep through the registrar, which approves it at once. */
export async function openUpkeep(
  { contracts, treasury }: Treasury<"registry" | "registrar" | "link">,
  { admin, ...terms }: UpkeepOptions,
): Promise<{ id: bigint; forwarder: string }> {
  const chainlink = typed(contracts);
  await (await chainlink.link.connect(treasury).transfer(await admin.getAddress(), terms.juels)).wait();
  await (await approveRegistrar(chainlink, admin, terms.juels)).wait();
  const receipt = await (await registerUpkeep(chainlink, admin, terms)).wait();
  return registeredUpkeep(chainlink, receipt!);
}

/** The bytes by which a request refers to DON-hosted secrets: the canonical CBOR map that the toolkit builds. */
export function encodeSecretsReference({ slotId, version }: SecretsReference): string {
  return hexlify(cbor.encodeCanonical({ slotID: slotId, version }));
}
