/** Calls that are made at one block. */
import { isCallException } from "ethers";

export interface At {
  readonly blockTag: number;
}

/** What the contract refuses to tell does not stand there; whatever else goes wrong is thrown. */
export async function orUndefined<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (isCallException(error)) return undefined;
    throw error;
  }
}
