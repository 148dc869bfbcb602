/** Where an evolution came from: the consumer's events around it. */
import type { Studio } from "../common/studio.ts";
import type { Settled } from "./evidence.ts";

export interface Origin {
  readonly transaction: string;
  /** The Functions request that was answered; missing when another consumer handed the answer in. */
  readonly request?: string;
  /** Whether a second round repeated the candidate. */
  readonly confirmed: boolean;
}

/** @param program its number in the ledger */
export async function originOf(
  { consumer }: Studio,
  program: number,
  { log, period, evolved }: Settled,
): Promise<Origin> {
  const [delivered, candidates] = await Promise.all([
    consumer.queryFilter(consumer.filters.AnswerDelivered(program, period), log.blockNumber, log.blockNumber),
    // A candidate is confirmed within its period, so its event lies shortly before.
    consumer.queryFilter(consumer.filters.CandidateStored(program, period), undefined, log.blockNumber),
  ]);
  const request = delivered.find(({ transactionHash }) => transactionHash === log.transactionHash)?.args.requestId;
  const last = candidates.at(-1)?.args;
  return {
    transaction: log.transactionHash,
    ...(request === undefined ? {} : { request }),
    confirmed: request !== undefined && last?.header === evolved?.header && last?.requestId !== request,
  };
}
