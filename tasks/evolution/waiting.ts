/** Waits for the answer to a request on a local network. */
import { setTimeout as pause } from "node:timers/promises";

import type { ContractTransactionReceipt, Interface } from "ethers";

import { TaskFailure } from "../common/failure.ts";
import { type Studio, command } from "../common/studio.ts";
import type { Standing } from "../program/standing.ts";
import { type Answered, readAnswers } from "./answers.ts";

const LOOK_MS = 100;
/** The consumer keeps this much of a request's id. */
const TAG_BITS = 96;

/** The request that a transaction made. */
export function requestIn({ consumer }: Studio, { logs }: ContractTransactionReceipt): string | undefined {
  const events = logs
    .filter(({ address }) => address === String(consumer.target))
    .map((log) => (consumer.interface as Interface).parseLog(log));
  return events.find((event) => event?.name === "RequestMade")?.args.getValue("requestId") as string | undefined;
}

interface Sent {
  readonly request: string;
  readonly receipt: ContractTransactionReceipt;
  /** Seconds. */
  readonly patience: number;
}

/** What came of a request. @throws TaskFailure when nothing comes in time */
export async function answered(studio: Studio, standing: Standing, sent: Sent): Promise<Answered[]> {
  const { request, receipt, patience } = sent;
  const { consumer, chain } = studio;
  const tag = BigInt.asUintN(TAG_BITS, BigInt(request));
  const until = performance.now() + patience * 1_000;
  for (;;) {
    const line = await consumer.lineOf(standing.id);
    if (!line.pending || line.tag !== tag) return readAnswers(studio, standing, receipt.blockNumber + 1);
    if (performance.now() > until)
      throw new TaskFailure(`The local network's nodes have not answered in ${patience} s; look at its terminal.`, {
        remedy: command(chain, `evolution status ${standing.name}`),
      });
    await pause(LOOK_MS);
  }
}
