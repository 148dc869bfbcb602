/** What the consumer's tests share: short ways to ask, to answer and to look. */
import { AbiCoder } from "ethers";

import type { LineStatusStructOutput } from "../../types/ethers-contracts/contracts/consumers/FunctionsConsumer.ts";
import { asObject } from "../helpers/objects.ts";
import { FIRST_PERIOD, type Protocol, line } from "../helpers/protocol.ts";

const coder = AbiCoder.defaultAbiCoder();

/** `performData` that asks for programs. */
export const asks = (...programs: number[]): string => coder.encode(["uint32[]", "uint32[]"], [programs, []]);

/** The two lists in `performData`. */
export function readPerformData(data: string): { due: number[]; announce: number[] } {
  const [due, announce] = coder.decode(["uint32[]", "uint32[]"], data) as unknown as [bigint[], bigint[]];
  return { due: [...due].map(Number), announce: [...announce].map(Number) };
}

/** Makes a period due and lets the performer ask for it; returns the request's id. */
export async function request(p: Protocol, period = FIRST_PERIOD): Promise<string> {
  await p.setTime(p.dueAt(period));
  const sent = await p.consumer.connect(p.accounts.performer).performUpkeep(asks(1));
  return requestIdOf(p, sent.hash);
}

/** The request that a transaction made. */
export async function requestIdOf(p: Protocol, hash: string): Promise<string> {
  const receipt = await p.ethers.provider.getTransactionReceipt(hash);
  for (const log of receipt?.logs ?? []) {
    const parsed = p.consumer.interface.parseLog(log);
    if (parsed?.name === "RequestMade") return parsed.args.getValue("requestId") as string;
  }
  throw new Error("no request was made");
}

/** Where a program's requests stand, as an object. */
export async function lineOf(p: Protocol, program = 1): Promise<LineStatusStructOutput> {
  return asObject(await p.consumer.lineOf(program));
}

/** Answers in the router's place. */
export const answer = (p: Protocol, requestId: string, response: string, error = "0x") =>
  p.consumer.connect(p.accounts.router).handleOracleFulfillment(requestId, response, error);

/** Takes the LINK away: the consumer is moved to a subscription that has none. */
export async function drain(p: Protocol, confirm = false): Promise<void> {
  const router = p.functions.router.connect(p.accounts.deployer) as typeof p.functions.router;
  const id = (await router.getFunction("createSubscription").staticCall()) as bigint;
  await router.getFunction("createSubscription").send();
  await router.getFunction("addConsumer").send(id, p.consumer.target);
  await p.consumer.configure(1, { sourceHash: p.sourceHash, subscriptionId: id, ...line, confirm });
}
