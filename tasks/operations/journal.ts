/** What a process that was killed leaves in Ignition's journal: transactions announced whose hash was never noted, and steps that failed. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";

import { HardhatArtifactResolver } from "@nomicfoundation/hardhat-ignition/helpers";
import {
  type ArtifactResolver,
  type EIP1193Provider,
  status,
  trackTransaction,
  wipe,
} from "@nomicfoundation/ignition-core";
import { toQuantity } from "ethers";
import type { ArtifactManager } from "hardhat/types/artifacts";

/** A transaction that was to be sent, and may have been. */
export interface Lost {
  readonly futureId: string;
  readonly nonce: number;
  readonly sender: string;
}

interface Place {
  readonly provider: EIP1193Provider;
  readonly artifacts: ArtifactManager;
  readonly journal: string;
}

/** Ignition's number of "Transaction lost". */
const TRANSACTION_LOST = 10_410;

/** Which transaction Ignition misses, if that is what the error says. */
export function lostTransaction(error: unknown): Lost | undefined {
  const { name, number, messageArguments } = error as { name?: string; number?: number; messageArguments?: Lost };
  return name === "HardhatError" && number === TRANSACTION_LOST ? messageArguments : undefined;
}

/**
 * Notes the hash of a transaction that was sent, or forgets one that never was.
 *
 * @throws Error while the transaction waits to be mined
 */
export async function mendJournal({ provider, artifacts, journal }: Place, lost: Lost): Promise<void> {
  const { sender, nonce, futureId } = lost;
  const count = async (block: string): Promise<number> =>
    Number(await provider.request({ method: "eth_getTransactionCount", params: [sender, block] }));
  if ((await count("latest")) > nonce) {
    const hash = await findTransaction(provider, lost, count);
    await trackTransaction(journal, hash, await inWordsOf(journal, futureId, provider), 1);
  } else if ((await count("pending")) > nonce) {
    throw new Error(`Transaction ${nonce} of ${sender} is not mined yet; run the same command again when it is.`);
  } else {
    await wipe(journal, new HardhatArtifactResolver(artifacts), futureId);
  }
}

/**
 * Ignition compares a transaction's data with what it noted letter by letter, and notes addresses of libraries with capitals: it would take its
 * own transaction for a stranger's and send it again. So the node's answer is put in the journal's letters.
 */
async function inWordsOf(journal: string, futureId: string, provider: EIP1193Provider): Promise<EIP1193Provider> {
  const lines = (await readFile(path.join(journal, "journal.jsonl"), "utf8")).trim().split("\n");
  const noted = lines
    .map((line) => JSON.parse(line) as { futureId?: string; networkInteraction?: { data?: string } })
    .findLast((line) => line.futureId === futureId && line.networkInteraction?.data !== undefined);
  const data = noted?.networkInteraction?.data ?? "";
  return {
    request: async (args) => {
      const answer = (await provider.request(args)) as { input?: string } | null;
      const same = answer?.input !== undefined && answer.input.toLowerCase() === data.toLowerCase();
      return same ? { ...answer, input: data } : answer;
    },
  };
}

/** The transaction of an account with a nonce, found by halving: the first block after which the account's count is beyond it. */
async function findTransaction(
  provider: EIP1193Provider,
  { sender, nonce }: Lost,
  count: (block: string) => Promise<number>,
): Promise<string> {
  let [from, to] = [0, Number(await provider.request({ method: "eth_blockNumber" }))];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if ((await count(toQuantity(middle))) > nonce) to = middle;
    else from = middle + 1;
  }
  const block = (await provider.request({ method: "eth_getBlockByNumber", params: [toQuantity(to), true] })) as {
    transactions: readonly { hash: string; from: string; nonce: string }[];
  };
  const found = block.transactions.find(
    (one) => one.from.toLowerCase() === sender.toLowerCase() && Number(one.nonce) === nonce,
  );
  if (found === undefined) throw new Error(`Transaction ${nonce} of ${sender} cannot be found in block ${to}.`);
  return found.hash;
}

/** Steps that failed changed nothing on chain; forgotten, they are tried anew. Without a journal there is nothing to forget. */
export async function forgetFailures(journal: string, artifacts: ArtifactResolver): Promise<void> {
  if (!existsSync(`${journal}/journal.jsonl`)) return;
  const { failed } = await status(journal, artifacts);
  for (const { futureId } of failed) await wipe(journal, artifacts, futureId);
}
