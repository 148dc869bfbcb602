/** A deployment on one screen of 80 columns. */
import { formatCount, formatLink, formatUsd, usdOfLink } from "../common/money.ts";
import { facts } from "../common/table.ts";
import { instant, span } from "./duration.ts";
import type {
  CollectionReading,
  DeploymentReading,
  ProgramReading,
  SubscriptionReading,
  UpkeepReading,
} from "./reading.ts";

/** @returns lines of at most 80 characters; 24 of them hold three programs */
export function describe(reading: DeploymentReading): string {
  const { chain, contracts, programs } = reading;
  const { ledger, consumer, manager } = contracts;
  const head = `${chain.network}: chain ${chain.id}, block ${formatCount(chain.block)}, ${instant(chain.time)} UTC`;
  const standing = facts([
    ...([
      ["ledger", ledger],
      ["consumer", consumer],
      ["manager", manager],
    ] as const),
    ["subscription", subscriptionWords(reading)],
    ["upkeep", upkeepWords(reading)],
  ]);
  const each = programs.map((program) => programWords(program, chain.time));
  return [head, standing, ...(each.length === 0 ? ["no program is deployed"] : each)].join("\n");
}

function subscriptionWords({ subscription, prices }: DeploymentReading): string {
  if (subscription === undefined) return "none";
  const { id, exists, balance } = subscription;
  if (!exists) return `${id}, cancelled`;
  return `${id}, ${formatLink(balance)} (${formatUsd(usdOfLink(balance, prices))})${lasts(subscription)}`;
}

function lasts({ periodsLeft }: SubscriptionReading): string {
  return periodsLeft === undefined ? "" : `, ${formatCount(periodsLeft)} periods or more`;
}

function upkeepWords({ upkeep, prices, chain }: DeploymentReading): string {
  if (upkeep === undefined) return "none";
  const { id, balance } = upkeep;
  const number = id.toString();
  const short = number.length > 12 ? `${number.slice(0, 5)}...${number.slice(-4)}` : number;
  return `${short}, ${formatLink(balance)} (${formatUsd(usdOfLink(balance, prices))}), ${upkeepState(upkeep, chain.block)}`;
}

function upkeepState({ paused, cancelledAt, balance, minBalance, mayPerform }: UpkeepReading, block: number): string {
  if (cancelledAt !== undefined) return cancelledAt <= block ? "cancelled" : `cancelled from block ${cancelledAt} on`;
  if (paused) return "paused";
  if (!mayPerform) return "active, may not perform";
  return balance < minBalance ? `starved: needs ${formatLink(minBalance)}` : "active";
}

function programWords(program: ProgramReading, now: number): string {
  const { name, id, version, state, rung, collection } = program;
  return [
    `${name} (program ${id}, version ${version}): ${state.name}, ${rung}, ${dueWords(program, now)}`,
    facts([
      ["settled", settledWords(program)],
      ["request", requestWords(program, now)],
      ["collection", collectionWords(collection)],
    ]),
  ].join("\n");
}

/** When the program is to be asked next. */
export function dueWords({ paused, ask, line, schedule }: ProgramReading, now: number): string {
  if (paused) return "paused";
  if (!ask.due) return `next due in ${span(ask.dueAt + schedule.periodLength - now)}`;
  if (line?.period === ask.period && line.retryAt > now) return `due again in ${span(line.retryAt - now)}`;
  return `due since ${span(now - ask.dueAt)}`;
}

function settledWords({ settledPeriod, schedule, evolutions }: ProgramReading): string {
  if (settledPeriod === undefined) return "nothing yet";
  const { anchor, periodLength } = schedule;
  const begin = instant(anchor + settledPeriod * periodLength);
  // Days begin at midnight; other periods tell their hour.
  const when = periodLength % 86_400 === 0 ? begin.slice(0, 10) : begin;
  const count = evolutions === 1 ? "1 evolution" : `${formatCount(evolutions)} evolutions`;
  return `period ${settledPeriod} (${when}), ${count}`;
}

function requestWords({ line, config, ask }: ProgramReading, now: number): string {
  if (line === undefined || config === undefined) return "the consumer does not know the program";
  const what = line.phase === "candidate" ? "confirmation" : "answer";
  const made = line.period === ask.period ? line.attempts : 0;
  const attempts = `attempt ${made} of ${config.maxAttempts} for period ${line.period}`;
  if (line.pending) return `${what} pending for ${span(now - line.sentAt)}, ${attempts}`;
  if (made === 0 || !ask.due) return "none pending";
  return `none pending after ${attempts}`;
}

function collectionWords({ address, symbol, supply, maxSupply }: CollectionReading): string {
  return `${address}, ${formatCount(supply)} of ${formatCount(maxSupply)} ${symbol}`;
}
