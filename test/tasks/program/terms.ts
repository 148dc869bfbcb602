/** Versions of a program that its file does not make. */
import { type Result, id as keccak } from "ethers";

import type { Terms } from "../../../functions-source/registration.ts";
import type { LineConfigStruct } from "../../../types/ethers-contracts/contracts/consumers/FunctionsConsumer.ts";
import type { Ground } from "./ground.ts";

export const OTHER_SOURCE = "return 1";

/** The terms in force of sp500, in the form in which they are registered. */
export async function termsInForce(ground: Ground): Promise<Terms> {
  const { ledger, id } = await ground.deployed();
  const read = (await ledger.termsOf(id, await ledger.versionOf(id))) as unknown as Result;
  return read.toObject(true) as unknown as Terms;
}

/** Registers a version of sp500 with a source of its own and whatever else is told, and configures its requests. */
export async function updateOnChain(ground: Ground, changes: Partial<Terms> = {}): Promise<void> {
  const { ledger, consumer, id } = await ground.deployed();
  const terms = { ...(await termsInForce(ground)), sourceHash: keccak(OTHER_SOURCE), ...changes };
  await consumer.storeSource(OTHER_SOURCE);
  await ledger.updateProgram(id, terms);
  const { config } = await consumer.configOf(id);
  const line = (config as unknown as Result).toObject() as unknown as LineConfigStruct;
  await consumer.configure(id, { ...line, sourceHash: terms.sourceHash });
}
