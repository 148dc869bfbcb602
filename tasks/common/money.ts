/** Amounts as people type and read them. */
import { formatUnits, parseUnits } from "ethers";

import type { ServiceContracts } from "../operations/services.ts";
import { wrongInput } from "./failure.ts";

const JUELS_DECIMALS = 18;
/** A uint128 in the collection. */
const HIGHEST_PRICE = 2n ** 128n - 1n;

/** @throws TaskFailure unless it is a positive decimal number of LINK */
export function parseLink(text: string, option = "--link"): bigint {
  const juels = parsed(text);
  if (juels === undefined || juels <= 0n)
    throw wrongInput(`${option} ${text} is not an amount of LINK; write a number such as 12.5.`);
  return juels;
}

/**
 * What a token may cost, in wei.
 *
 * @throws TaskFailure unless it is an amount that a collection has room for
 */
export function parsePrice(text: string, option: string): bigint {
  const wei = parseNative(text, option);
  if (wei <= HIGHEST_PRICE) return wei;
  throw wrongInput(`${option} ${text} is more than a collection can ask; write at most ${formatUnits(HIGHEST_PRICE)}.`);
}

/** @throws TaskFailure unless it is a decimal number of the native coin, zero or more */
export function parseNative(text: string, option: string): bigint {
  const wei = parsed(text);
  if (wei === undefined || wei < 0n)
    throw wrongInput(`${option} ${text} is not an amount of the native coin; write a number such as 0.01.`);
  return wei;
}

function parsed(text: string): bigint | undefined {
  try {
    return parseUnits(text, JUELS_DECIMALS);
  } catch {
    return undefined;
  }
}

/** `12.35 LINK`, rounded towards zero so that no balance looks larger than it is. */
export function formatLink(juels: bigint, digits = 2): string {
  return `${decimal(juels, JUELS_DECIMALS, digits)} LINK`;
}

/** `0.001234 ETH`. */
export function formatNative(wei: bigint, digits = 6): string {
  return `${decimal(wei, 18, digits)} ETH`;
}

/** @param micros millionths of a US dollar */
export function formatUsd(micros: bigint): string {
  return `$${decimal(micros, 6, 2)}`;
}

/** `1,234,567`. */
export function formatCount(count: bigint | number): string {
  return count.toLocaleString("en-US");
}

function decimal(value: bigint, decimals: number, digits: number): string {
  const sign = value < 0n ? "-" : "";
  const [whole = "0", fraction = ""] = formatUnits(value < 0n ? -value : value, decimals).split(".");
  const shown = fraction.slice(0, digits).padEnd(digits, "0");
  return `${sign}${formatCount(BigInt(whole))}${digits === 0 ? "" : `.${shown}`}`;
}

/** What LINK and the native coin are worth, from Chainlink's feeds. */
export interface Prices {
  /** US dollars for one LINK, 8 decimals. */
  readonly usdPerLink: bigint;
  readonly weiPerLink: bigint;
}

export async function readPrices({ linkUsdFeed, linkNativeFeed }: ServiceContracts): Promise<Prices> {
  const [usd, native] = await Promise.all([linkUsdFeed.latestRoundData(), linkNativeFeed.latestRoundData()]);
  return { usdPerLink: usd.answer, weiPerLink: native.answer };
}

/** Millionths of a US dollar. */
export function usdOfLink(juels: bigint, { usdPerLink }: Prices): bigint {
  return (juels * usdPerLink) / 10n ** 20n;
}

/** Millionths of a US dollar. */
export function usdOfNative(wei: bigint, prices: Prices): bigint {
  return usdOfLink((wei * 10n ** 18n) / prices.weiPerLink, prices);
}
