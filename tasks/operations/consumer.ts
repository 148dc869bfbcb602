/** The consumer's place on a subscription: without it the router takes no request of it. */
import type { ContractTransactionResponse, Signer } from "ethers";

import type { ServiceContracts } from "./services.ts";

interface Place {
  readonly id: bigint;
  readonly consumer: string;
}

/** Whether a subscription pays for a contract's requests. */
export async function isOnSubscription(
  { router }: Pick<ServiceContracts, "router">,
  { id, consumer }: Place,
): Promise<boolean> {
  return (await router.getConsumer(consumer, id)).allowed;
}

export function putOnSubscription(
  { router }: Pick<ServiceContracts, "router">,
  owner: Signer,
  { id, consumer }: Place,
): Promise<ContractTransactionResponse> {
  return router.connect(owner).addConsumer(id, consumer);
}
