/** What became of a program's requests, as the consumer's and the ledger's events tell it. */
import { type Interface, type LogDescription, toUtf8String, zeroPadValue, toBeHex } from "ethers";

import type { Studio } from "../common/studio.ts";
import { readHeader } from "../program/header.ts";
import { type Standing, nameTraits } from "../program/standing.ts";
import { deciders, readingOf } from "../program/words.ts";

/** Names of `Reason` in contracts/evolution/ProgramTypes.sol, by number. */
export const reasons = (
  "None Length Format Kind SpareBits Program Version Period Decider State Transition Traits Multiplier Reading ReferenceBand " +
  "PromptDigest ContentDigest HoldBeforeEvolution HoldFields Settled Paused"
).split(" ");
/** Names of `Dropped` in contracts/consumers/IFunctionsConsumer.sol, by number. */
export const dropped = "Errored Mismatch Expired Overtaken Reconfigured".split(" ");

const OF_CONSUMER = ["AnswerErrored", "CandidateStored", "CandidateDropped", "RequestFailed", "LedgerFailed"];
const OF_LEDGER = ["Evolved", "Held", "AnswerRejected"];

export type Outcome =
  "evolved" | "held" | "refused" | "errored" | "candidate" | "candidate dropped" | "not sent" | "ledger failed";

export interface Answered {
  readonly outcome: Outcome;
  readonly period: bigint;
  /** For people. */
  readonly words: string;
  readonly blockNumber: number;
  readonly transactionHash: string;
}

/** In the order in which they came. */
export async function readAnswers(studio: Studio, standing: Standing, fromBlock?: number): Promise<Answered[]> {
  const { consumer, ledger, chain, record } = studio;
  const topics = [
    ...OF_CONSUMER.map((name) => consumer.interface.getEvent(name as "AnswerErrored").topicHash),
    ...OF_LEDGER.map((name) => ledger.interface.getEvent(name as "Evolved").topicHash),
  ];
  const logs = await chain.ethers.provider.getLogs({
    address: [String(consumer.target), String(ledger.target)],
    topics: [topics, zeroPadValue(toBeHex(standing.id), 32)],
    fromBlock: fromBlock ?? record.startBlock,
  });
  return logs.map((log) => {
    const of = log.address === String(consumer.target) ? consumer : ledger;
    const event = (of.interface as Interface).parseLog(log)!;
    const { blockNumber, transactionHash } = log;
    return {
      ...told(studio, standing, event),
      period: event.args.getValue("period") as bigint,
      blockNumber,
      transactionHash,
    };
  });
}

function told(
  studio: Studio,
  { vocabulary }: Standing,
  { name, args }: LogDescription,
): Pick<Answered, "outcome" | "words"> {
  const number = (field: string): number => Number(args.getValue(field));
  switch (name) {
    case "Evolved":
      return { outcome: "evolved", words: evolved(vocabulary, args) };
    case "Held":
      return { outcome: "held", words: "held: settled without a change" };
    case "AnswerRejected":
      return { outcome: "refused", words: `refused by the ledger: ${reasons[number("reason")]}` };
    case "AnswerErrored":
      return { outcome: "errored", words: `the DON's error ${textOf(args.getValue("err") as string)}` };
    case "CandidateStored":
      return { outcome: "candidate", words: "a candidate, which waits for its confirmation" };
    case "CandidateDropped":
      return { outcome: "candidate dropped", words: `the candidate was dropped: ${dropped[number("why")]}` };
    case "RequestFailed":
      return {
        outcome: "not sent",
        words: `no request went out: ${causeOf(studio, args.getValue("cause") as string)}`,
      };
    default:
      return { outcome: "ledger failed", words: "the ledger failed; the answer is lost" };
  }
}

function evolved(vocabulary: Standing["vocabulary"], args: LogDescription["args"]): string {
  const { state, traits, decider } = readHeader(args.getValue("header") as string);
  const reading = readingOf(args.getValue("reading") as bigint);
  const by = deciders[Number(decider)] === "model" ? "the model" : "rules";
  return `evolved to ${nameTraits(vocabulary, state, traits).state} at ${reading}, by ${by}`;
}

/** Errors are text, but a node may send any bytes. */
export function textOf(bytes: string): string {
  try {
    return toUtf8String(bytes)
      .replace(/[^ -~]/g, "?")
      .slice(0, 64);
  } catch {
    return bytes.slice(0, 66);
  }
}

/** The error of the router or the coordinator behind the first word of revert data. */
export function causeOf({ services, ledger }: Studio, word: string): string {
  const selector = word.slice(0, 10);
  if (/^0x0*$/.test(selector)) return "without a reason";
  const interfaces = [services.router, services.coordinator, services.allowList, ledger].map(
    (contract) => contract.interface as Interface,
  );
  const found = interfaces.map((each) => each.getError(selector)).find((error) => error !== null);
  return found?.name ?? selector;
}
