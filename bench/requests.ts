/** Gas of the transaction that sends a request: ours, and two other ways to build the same request. */
import { AbiCoder, type BaseContract, concat, keccak256, toUtf8Bytes } from "ethers";

import { FIRST_PERIOD, LINK, line } from "../test/helpers/protocol.ts";
import { DAY, evolve, terms } from "../test/helpers/sample.ts";
import type { Stage } from "./stage.ts";

/** Reference to DON-hosted secrets as the toolkit writes it, 22 bytes. */
export const SECRETS_REFERENCE = "0xa266736c6f744944006776657273696f6e1a66b2c3d4";
/** Requests after the first, which alone pays for words of storage that were zero. */
const STEADY = 3;
const CALLBACK_GAS = 200_000;
/** To put a long source into storage, 22,000 gas a word. */
const STORING_GAS = 25_000_000;

/** `performData` that asks for programs. */
export const asks = (...programs: (number | bigint)[]): string =>
  AbiCoder.defaultAbiCoder().encode(["uint32[]", "uint32[]"], [programs, []]);

/** A source text of some length. Its content is of no consequence to gas: it stands in contract code and in logs. */
export const sourceOf = (bytes: number): string => "return 1;".padEnd(bytes, "/");

/** Makes a source of this length the sample program's. */
async function useSource(stage: Stage, bytes: number, secretsReference: string): Promise<void> {
  const source = sourceOf(bytes);
  const sourceHash = keccak256(toUtf8Bytes(source));
  await stage.consumer.storeSource(source);
  await stage.ledger.updateProgram(1, terms({ sourceHash }));
  await stage.consumer.configure(1, { sourceHash, subscriptionId: stage.subscriptionId, ...line });
  await stage.consumer.setSecrets(1, secretsReference);
}

/**
 * The dearest of some requests in the steady state, sent by a performer and each answered before the next. An answer sets the subscription's
 * blocked balance back to zero, so every request pays for a word that was zero; unanswered ones would be 17,100 gas cheaper, and wrong.
 */
export async function requestGas(stage: Stage, bytes: number, secretsReference = "0x"): Promise<number> {
  await useSource(stage, bytes, secretsReference);
  const { consumer, ledger, accounts } = stage;
  const version = Number(await ledger.versionOf(1));
  const first = Number((await ledger.ask(1)).period) + 1;
  const gas: number[] = [];
  for (let period = Math.max(first, FIRST_PERIOD); gas.length <= STEADY; period++) {
    await stage.setTime(stage.dueAt(period));
    const request = await stage.mined(consumer.connect(accounts.performer).performUpkeep(asks(1)));
    gas.push(Number(request.gasUsed));
    await stage.answer(request, evolve({ program: 1, period, version, reading: period }));
  }
  return Math.max(...gas.slice(1));
}

/** The request of the sample program, kept whole in storage and sent unchanged, as Chainlink's starter kit does. */
export async function storedRequestGas(stage: Stage): Promise<number> {
  return alone(stage, "StoredRequestConsumer", async (contract) => {
    await contract.getFunction("setRequest").send(await stage.consumer.requestData(1), { gasLimit: STORING_GAS });
    return () => contract.getFunction("performUpkeep").send("0x");
  });
}

/** The same source from a string in storage, encoded by Chainlink's library for every request. */
export async function encodedRequestGas(stage: Stage, bytes: number): Promise<number> {
  const request = await stage.consumer.requestData(1);
  const tail = concat([`0x${request.slice(-2 - 2 * 106, -2)}`]);
  return alone(stage, "EncodingConsumer", async (contract) => {
    await contract.getFunction("setSource").send(sourceOf(bytes), "0x", { gasLimit: STORING_GAS });
    return () => contract.getFunction("send").send(tail);
  });
}

/** The same source in the transaction's data, by the example client that `@chainlink/contracts` ships, as it is built there. */
export async function exampleRequestGas(stage: Stage, bytes: number): Promise<number> {
  const { router } = stage.functions;
  const contract = await stage.ethers.deployContract(
    "@chainlink/contracts/src/v0.8/functions/v1_0_0/example/FunctionsClientExample.sol:FunctionsClientExample",
    [router.target],
  );
  const subscriptionId = await subscribed(stage, contract);
  const donId = await stage.consumer.DON_ID();
  return steady(stage, () =>
    contract.getFunction("sendRequest").send(sourceOf(bytes), "0x", [], subscriptionId, donId),
  );
}

/** Deploys a consumer of ours alone on a subscription of its own, and measures its second and later requests. */
async function alone(
  stage: Stage,
  name: string,
  prepare: (contract: BaseContract) => Promise<() => Promise<{ hash: string }>>,
): Promise<number> {
  const { ethers, functions, consumer } = stage;
  const subscriptionId = await nextSubscription(stage);
  const order = [functions.router.target, await consumer.DON_ID(), subscriptionId, CALLBACK_GAS];
  const contract = await ethers.deployContract(name, order);
  await subscribed(stage, contract);
  return steady(stage, await prepare(contract));
}

const nextSubscription = async ({ functions }: Stage): Promise<bigint> =>
  (await functions.router.getFunction("createSubscription").staticCall()) as bigint;

/** Puts a contract alone on a new subscription with plenty of LINK. */
async function subscribed(stage: Stage, contract: BaseContract): Promise<bigint> {
  const { router } = stage.functions;
  const subscriptionId = await nextSubscription(stage);
  await router.getFunction("createSubscription").send();
  await router.getFunction("addConsumer").send(subscriptionId, contract.target);
  await fund(stage, subscriptionId, 100n * LINK);
  return subscriptionId;
}

/** Pays LINK into a subscription. */
export async function fund({ functions, link, accounts }: Stage, subscriptionId: bigint, juels: bigint): Promise<void> {
  const data = AbiCoder.defaultAbiCoder().encode(["uint64"], [subscriptionId]);
  await link.connect(accounts.deployer).getFunction("transferAndCall").send(functions.router.target, juels, data);
}

/** The dearest of some requests after the first, each answered before the next. */
async function steady(stage: Stage, send: () => Promise<{ hash: string }>): Promise<number> {
  const gas: number[] = [];
  for (let time = await stage.time(); gas.length <= STEADY; time += DAY) {
    await stage.setTime(time + DAY);
    const request = await stage.mined(send());
    gas.push(Number(request.gasUsed));
    await stage.answer(request, `0x${"11".repeat(128)}`);
  }
  return Math.max(...gas.slice(1));
}
