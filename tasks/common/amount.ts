/** How much LINK a task is to pay: said as an amount, or as a number of periods. */
import { type Burn, periodsLeft } from "../operations/costs.ts";
import { counted, formatDuration } from "./duration.ts";
import { TaskFailure, wrongInput } from "./failure.ts";
import { formatLink, parseLink } from "./money.ts";
import { type Studio, command } from "./studio.ts";

/** As the options say it; empty texts are options that were not given. */
export interface Amount {
  readonly link: string;
  readonly periods: string;
}

/** What `--periods` is reckoned with. */
export interface Tariff {
  /** The task's own words, for the message. */
  readonly words: string;
  /** What a period costs now. */
  readonly burn: () => Promise<Burn>;
  /** Juels that have to be there besides. */
  readonly reserve?: () => Promise<bigint>;
}

/**
 * Juels to pay, which the account has.
 *
 * @throws TaskFailure unless exactly one of the options is given and the account has that much
 */
export async function juelsToPay(studio: Studio, amount: Amount, tariff: Tariff): Promise<bigint> {
  const { link, periods } = amount;
  if ((link === "") === (periods === ""))
    throw wrongInput(
      link === "" ? "How much LINK? Say it with --link or --periods." : "Say either --link or --periods.",
      command(studio.chain, `${tariff.words} --link 20`),
    );
  const juels = link === "" ? await juelsFor(parsePeriods(periods), tariff) : parseLink(link);
  await requireLink(studio, juels);
  return juels;
}

function parsePeriods(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw wrongInput(`--periods ${text} is no number of periods; write a whole number such as 30.`);
}

async function juelsFor(periods: number, { burn, reserve = async () => 0n }: Tariff): Promise<bigint> {
  const { juels } = await burn();
  if (juels === 0n)
    throw new TaskFailure("No active program is paid from it, so no number of periods costs anything; say --link.");
  return juels * BigInt(periods) + (await reserve());
}

/** @throws TaskFailure when the account that acts has less */
export async function requireLink({ services, signer }: Studio, juels: bigint): Promise<void> {
  const balance = await services.link.balanceOf(signer);
  if (balance < juels)
    throw new TaskFailure(`${signer.address} has ${formatLink(balance)}; ${formatLink(juels)} are to be paid.`, {
      remedy: "send LINK to this account first, or name another with --from",
    });
}

/** How long an amount lasts, in words. */
export function lasting(juels: bigint, burn: Burn): string {
  const periods = periodsLeft(juels, burn);
  if (periods === undefined) return "no active program is paid from it";
  if (periods === 0) return `less than a period of ${formatDuration(burn.periodLength)}`;
  return `${counted(periods, "period")} of ${formatDuration(burn.periodLength)} at least`;
}
