/** Transactions that are tried by a call first. */
import type { ContractTransactionResponse } from "ethers";

interface Method<A extends readonly unknown[]> {
  staticCall(...args: A): Promise<unknown>;
  send(...args: A): Promise<ContractTransactionResponse>;
}

/**
 * Sends what the contract would do now.
 *
 * @throws Error of the contract before anything is sent
 */
export async function checked<A extends readonly unknown[]>(
  method: Method<A>,
  ...args: A
): Promise<ContractTransactionResponse> {
  await method.staticCall(...args);
  return method.send(...args);
}
