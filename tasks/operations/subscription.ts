/** What is done with a Functions subscription on chain; tasks and simulations do it through the same functions. */
import {
  AbiCoder,
  type ContractTransactionReceipt,
  type ContractTransactionResponse,
  Signature,
  type Signer,
} from "ethers";

import { checked } from "./checked.ts";
import type { ServiceContracts } from "./services.ts";

type Functions = Pick<ServiceContracts, "router" | "allowList" | "link">;

/** Whether an account has accepted the terms of service, without which the router creates nothing for it. */
export function hasAcceptedTerms({ allowList }: Functions, address: string): Promise<boolean> {
  return allowList.hasAccess(address, "0x");
}

/** @param signature of the terms' signer over the account's acceptance; on hosted networks a page of Chainlink's gave it */
export async function acceptTerms(
  { allowList }: Functions,
  account: Signer,
  signature: string,
): Promise<ContractTransactionResponse> {
  const { r, s, v } = Signature.from(signature);
  const address = await account.getAddress();
  return checked(allowList.connect(account).acceptTermsOfService, address, address, r, s, v);
}

/** The id that `createSubscription` will give. */
export function nextSubscription({ router }: Functions, owner: Signer): Promise<bigint> {
  return router.connect(owner).createSubscription.staticCall();
}

/** LINK goes to a subscription with the token's own transfer, whose data names it. */
export function fundSubscription(
  { link, router }: Functions,
  payer: Signer,
  { id, juels }: { readonly id: bigint; readonly juels: bigint },
): Promise<ContractTransactionResponse> {
  const data = AbiCoder.defaultAbiCoder().encode(["uint64"], [id]);
  return checked(link.connect(payer).transferAndCall, router.target, juels, data);
}

/** What an event of the router says, as this transaction emitted it. */
function eventOf({ router }: Pick<Functions, "router">, receipt: ContractTransactionReceipt, name: string) {
  const found = receipt.logs
    .filter(({ address }) => address === router.target)
    .map((log) => router.interface.parseLog(log))
    .find((event) => event?.name === name);
  if (!found) throw new Error(`The transaction ${receipt.hash} has no ${name} of the router.`);
  return found.args;
}

/** The id of the subscription that a transaction created. */
export function createdSubscription(functions: Pick<Functions, "router">, receipt: ContractTransactionReceipt): bigint {
  return eventOf(functions, receipt, "SubscriptionCreated").getValue("subscriptionId") as bigint;
}

/** Juels that a cancellation paid out. */
export function refundOf(functions: Pick<Functions, "router">, receipt: ContractTransactionReceipt): bigint {
  return eventOf(functions, receipt, "SubscriptionCanceled").getValue("fundsAmount") as bigint;
}
