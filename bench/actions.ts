/** What the gas snapshot holds: one figure for every action that people pay for, on a chain without clock and chance. */
import { ZeroHash, concat, dataSlice, id, solidityPackedKeccak256 } from "ethers";

import { FIRST_PERIOD, line } from "../test/helpers/protocol.ts";
import { DAY, PROMPT_DIGEST, evolve, hold, terms } from "../test/helpers/sample.ts";
import type { ImagoCollection } from "../types/ethers-contracts/index.ts";
import { asks, sourceOf } from "./requests.ts";
import { contractSizes } from "./sizes.ts";
import { type Stage, errorText, openStage } from "./stage.ts";
import { meterOf } from "./token-uris.ts";
import { collect } from "./works.ts";

/** Gas and bytes by name. */
export type Snapshot = Record<string, number>;

/** The id of the program that a stage begins with. */
const SAMPLE = 1;
const SOURCE_BYTES = 6_000;
const READING = 120;
/** More than the collection has. */
const MAX_SLOTS = 64;
/** Alice's. */
const TOKEN = 1;
/** One of the four signals. */
const STIR = 1;

/** Measures everything anew. Takes some seconds. */
export async function takeSnapshot(): Promise<Snapshot> {
  await using stage = await openStage();
  const collection = await collect(stage, { id: SAMPLE, vocabulary: { program: "sample" } });
  return {
    ...(await tokens(stage, collection)),
    ...(await answers(stage)),
    ...(await strangers(stage)),
    ...(await holders(stage, collection)),
    ...(await curators(stage)),
    ...(await listening()),
    ...Object.fromEntries(Object.entries(await contractSizes()).map(([name, bytes]) => [`bytes.${name}`, bytes])),
  };
}

async function gasOf(stage: Stage, sending: Promise<{ hash: string }>): Promise<number> {
  return Number((await stage.mined(sending)).gasUsed);
}

async function tokens(stage: Stage, collection: ImagoCollection): Promise<Snapshot> {
  const { alice, bob } = stage.accounts;
  return {
    "mint.first": await gasOf(stage, collection.connect(alice).mint(1)),
    "mint.second": await gasOf(stage, collection.connect(alice).mint(1)),
    transfer: await gasOf(stage, collection.connect(alice).transferFrom(alice, bob, 2)),
  };
}

/** Requests of a performer, and what can come back. */
async function answers(stage: Stage): Promise<Snapshot> {
  const wrongDigest = (answer: string): string => concat([dataSlice(answer, 0, 64), ZeroHash, PROMPT_DIGEST]);
  const gas: Snapshot = {};
  let period = FIRST_PERIOD;
  const round = async (name: string, response: (period: number) => string, error?: string): Promise<void> => {
    await stage.setTime(stage.dueAt(period));
    const request = await stage.mined(stage.consumer.connect(stage.accounts.performer).performUpkeep(asks(SAMPLE)));
    gas[`request.${name}`] = Number(request.gasUsed);
    const { callbackGas, transmissionGas } = await stage.answer(request, response(period), error);
    gas[`callback.${name}`] = callbackGas;
    gas[`transmit.${name}`] = transmissionGas;
    period += 1;
  };
  const evolution = (at: number): string => evolve({ program: SAMPLE, period: at, reading: READING });
  await round("first", evolution);
  await round("evolve", evolution);
  await round("hold", (at) => hold({ program: SAMPLE, period: at, reading: READING }));
  await round("error", () => "0x", errorText("FEED_QUORUM:ok,429,none"));
  await round("refused", (at) => wrongDigest(evolution(at)));
  const keep = ["request.first", "request.evolve"];
  return Object.fromEntries(
    Object.entries(gas)
      .filter(([name]) => !name.startsWith("request.") || keep.includes(name))
      .map(([name, figure]) => [name.replace("request.evolve", "request.performer"), figure]),
  );
}

/** What anybody may do. */
async function strangers(stage: Stage): Promise<Snapshot> {
  const { ledger, consumer, accounts } = stage;
  const { period } = await ledger.ask(SAMPLE);
  await stage.setTime(stage.dueAt(Number(period) + 1) + line.grace);
  const stranger = accounts.stranger;
  return {
    "request.stranger": await gasOf(stage, consumer.connect(stranger).performUpkeep(asks(SAMPLE))),
    announce: await gasOf(stage, ledger.connect(stranger).announce(SAMPLE)),
  };
}

async function holders(stage: Stage, collection: ImagoCollection): Promise<Snapshot> {
  await fixSeed(stage, collection);
  const { gas, bytes } = await (await meterOf(stage, collection))(TOKEN);
  return { tokenURI: gas, "tokenURI.bytes": bytes };
}

/** A seed hangs on the hash of a block, and so on every contract's code. The token measured gets one that does not. */
async function fixSeed(stage: Stage, collection: ImagoCollection): Promise<void> {
  const [address, drawn] = [await collection.getAddress(), await collection.seedOf(TOKEN)];
  for (let slot = 0; slot < MAX_SLOTS; slot++) {
    const place = solidityPackedKeccak256(["uint256", "uint256"], [TOKEN, slot]);
    if ((await stage.ethers.provider.getStorage(address, place)) !== drawn) continue;
    await stage.provider.request({ method: "hardhat_setStorageAt", params: [address, place, id("snapshot")] });
    return;
  }
  throw new Error(
    `The seeds of ImagoCollection are in none of its first ${MAX_SLOTS} slots; correct bench/actions.ts.`,
  );
}

/** What a program's ears cost: its holders once a period, and every request. On a stage of its own, where no request is left unanswered. */
async function listening(): Promise<Snapshot> {
  await using stage = await openStage();
  const { ethers, ledger, consumer, accounts } = stage;
  const collection = await collect(stage, { id: SAMPLE, vocabulary: { program: "sample" } });
  await collection.connect(accounts.alice).mint(1);
  const signals = await ethers.deployContract("Signals", [ledger, SAMPLE, collection]);
  const figures: Snapshot = {
    "deploy.Signals": await gasOf(stage, Promise.resolve(signals.deploymentTransaction()!)),
    setSignals: await gasOf(stage, consumer.setSignals(SAMPLE, signals)),
  };
  for (const [name, period] of [
    ["first", FIRST_PERIOD],
    ["again", FIRST_PERIOD + 1],
  ] as const) {
    await stage.setTime(Math.max(period * DAY, await stage.time()));
    figures[`signal.${name}`] = await gasOf(stage, signals.connect(accounts.alice).signal(TOKEN, STIR));
    await stage.setTime(stage.dueAt(period));
    const request = await stage.mined(consumer.connect(accounts.performer).performUpkeep(asks(SAMPLE)));
    // The second one, as for a program that does not listen: the first pays for what was zero.
    figures["request.listening"] = Number(request.gasUsed);
    await stage.answer(request, evolve({ program: SAMPLE, period, reading: READING }));
  }
  return figures;
}

async function curators(stage: Stage): Promise<Snapshot> {
  return {
    storeSource: await gasOf(stage, stage.consumer.storeSource(sourceOf(SOURCE_BYTES))),
    registerProgram: await gasOf(stage, stage.ledger.registerProgram(terms())),
  };
}
