/** How costs grow with the number of tokens and with the length of the history. Ours are made not to. */
import type { BaseContract } from "ethers";

import type { ImagoCollection } from "../types/ethers-contracts/index.ts";
import { LINK } from "../test/helpers/protocol.ts";
import { fund } from "./requests.ts";
import { type Stage, openStage } from "./stage.ts";
import type { Figures } from "./table.ts";
import { meterOf } from "./token-uris.ts";
import {
  type Choice,
  type Work,
  collect,
  evolveAnswer,
  holdAnswer,
  longestTraits,
  nextPeriod,
  registerNamed,
  requestFor,
  settle,
} from "./works.ts";

const PROGRAM = "sp500";
const TOKENS: readonly number[] = [1, 100, 10_000];
const EVOLUTIONS: readonly number[] = [1, 10, 100, 1_000];
/** In one transaction. */
const BATCH = 200;

/** Figures `<what>.<tokens>` and, for the plain ERC-721, `<what>.plain.<tokens>`. */
export async function growthByTokens(): Promise<Figures> {
  await using stage = await openStage();
  const work = await registerNamed(stage, PROGRAM);
  const collection = await collect(stage, work, Math.max(...TOKENS) + TOKENS.length);
  const plain = await stage.ethers.deployContract("PlainCollection");
  const meter = await meterOf(stage, collection);
  const figures: Record<string, number> = {};
  let period = await nextPeriod(stage, work);
  for (const tokens of TOKENS) {
    for (const each of [collection, plain]) await mintUpTo(stage, each, tokens - 1);
    figures[`mint.${tokens}`] = await gasOf(stage, mint(collection, stage));
    figures[`mint.plain.${tokens}`] = await gasOf(stage, mint(plain, stage));
    figures[`transfer.${tokens}`] = await gasOf(stage, transfer(collection, stage, tokens));
    figures[`transfer.plain.${tokens}`] = await gasOf(stage, transfer(plain, stage, tokens));
    figures[`tokenURI.${tokens}`] = (await meter(1)).gas;
    const { callbackGas } = await settle(stage, work, period, evolveAnswer(work, period, choiceOf(work)));
    figures[`evolve.${tokens}`] = callbackGas;
    period += 1n;
  }
  return figures;
}

/** Figures `<what>.<evolutions>`: gas of transactions, and of views as another contract's calls. */
export async function growthByEvolutions(): Promise<Figures> {
  await using stage = await openStage();
  const work = await registerNamed(stage, PROGRAM);
  const collection = await collect(stage, work);
  await collection.mint(1);
  await fund(stage, stage.subscriptionId, 2n * BigInt(Math.max(...EVOLUTIONS)) * LINK);
  const figures: Record<string, number> = {};
  let period = await nextPeriod(stage, work);
  // The first evolution alone pays for words of storage that were zero.
  const evolve = async (): Promise<{ request: number; callback: number }> => {
    const request = await requestFor(stage, work, period);
    const { callbackGas } = await stage.answer(request, evolveAnswer(work, period, choiceOf(work)));
    period += 1n;
    return { request: Number(request.gasUsed), callback: callbackGas };
  };
  for (let count = 1; count <= Math.max(...EVOLUTIONS); count++) {
    const { request, callback } = await evolve();
    if (!EVOLUTIONS.includes(count)) continue;
    figures[`request.${count}`] = request;
    figures[`evolve.${count}`] = callback;
    figures[`hold.${count}`] = (await settle(stage, work, period, holdAnswer(work, period, READING))).callbackGas;
    period += 1n;
    Object.assign(figures, await views(stage, work, collection, count));
  }
  const { evolutions } = await stage.ledger.statusOf(work.id);
  if (Number(evolutions) !== Math.max(...EVOLUTIONS)) throw new Error(`Only ${evolutions} evolutions were accepted.`);
  return figures;
}

const READING = -1_234_567n;

/** The preset's state may always follow itself. */
const choiceOf = ({ vocabulary, terms }: Work): Choice => ({
  state: Number(terms.preset.state),
  traits: longestTraits(vocabulary, Number(terms.preset.state) * 2),
  reading: READING,
  multiplier: Number(terms.maxMultiplier),
});

async function views(stage: Stage, { id }: Work, collection: ImagoCollection, count: number): Promise<Figures> {
  const { ledger } = stage;
  const meter = await stage.ethers.deployContract("GasMeter");
  const measure = async (contract: BaseContract, method: string, ...args: readonly unknown[]): Promise<number> => {
    const data = contract.interface.encodeFunctionData(method, [...args]);
    const [gas] = (await meter.getFunction("measure").staticCall(await contract.getAddress(), data)) as [
      bigint,
      string,
    ];
    return Number(gas);
  };
  const middle = Math.floor(count / 2);
  const { settledAt } = await ledger.evolutionAt(id, middle);
  return {
    [`statusOf.${count}`]: await measure(ledger, "statusOf", id),
    [`multiplierIntegral.${count}`]: await measure(ledger, "multiplierIntegral", id, settledAt),
    [`documentAt.${count}`]: await measure(ledger, "documentAt", id, middle),
    [`tokenURI.${count}`]: await measure(collection, "tokenURI", 1),
  };
}

async function mintUpTo(stage: Stage, collection: BaseContract, tokens: number): Promise<void> {
  const supply = async (): Promise<number> => Number(await collection.getFunction("totalSupply").staticCall());
  for (let left = tokens - (await supply()); left > 0; left -= BATCH)
    await stage.mined(collection.getFunction("mint").send(Math.min(left, BATCH)));
}

const mint = (collection: BaseContract, { accounts }: Stage): Promise<{ hash: string }> =>
  collection.connect(accounts.alice).getFunction("mint").send(1);

/** To an account that has others already. */
const transfer = (collection: BaseContract, { accounts }: Stage, tokenId: number): Promise<{ hash: string }> =>
  collection.connect(accounts.alice).getFunction("transferFrom").send(accounts.alice, accounts.bob, tokenId);

async function gasOf(stage: Stage, sending: Promise<{ hash: string }>): Promise<number> {
  return Number((await stage.mined(sending)).gasUsed);
}
