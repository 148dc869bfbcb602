/** Calls that are made at one block. */
import { isCallException } from "ethers";

export interface At {
  readonly blockTag: number;
}

/** What the contract refuses to tell does not stand there; whatever else goes wrong is thrown. Hardhat passes on a node's refusals without ethers' code. */
export async function orUndefined<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isCallException(error) || isRevertData((error as { readonly data?: unknown }).data)) return undefined;
    throw error;
  }
}

function isRevertData(data: unknown): boolean {
  return typeof data === "string" && data.startsWith("0x");
}
