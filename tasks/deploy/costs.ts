/** What steps cost, as a table with its total. */
import {
  type Prices,
  formatCount,
  formatLink,
  formatNative,
  formatUsd,
  usdOfLink,
  usdOfNative,
} from "../common/money.ts";
import { table } from "../common/table.ts";

/** One line: what is done, and what it takes. */
export interface Cost {
  readonly what: string;
  readonly gas: bigint;
  /** Wei. */
  readonly wei: bigint;
  readonly juels: bigint;
}

export function total(costs: readonly Cost[]): Cost {
  const sum = (of: (cost: Cost) => bigint): bigint => costs.reduce((all, cost) => all + of(cost), 0n);
  return { what: "total", gas: sum(({ gas }) => gas), wei: sum(({ wei }) => wei), juels: sum(({ juels }) => juels) };
}

export function costTable(costs: readonly Cost[], prices: Prices): string {
  const right = (title: string) => ({ title, align: "right" }) as const;
  return table(
    [{ title: "step" }, right("gas"), right("ETH"), right("LINK"), right("USD")],
    [...costs, total(costs)].map(({ what, gas, wei, juels }) => [
      what,
      formatCount(gas),
      bare(formatNative(wei)),
      juels === 0n ? "" : bare(formatLink(juels)),
      formatUsd(usdOfNative(wei, prices) + usdOfLink(juels, prices)),
    ]),
  );
}

/** Without the unit, which the column has. */
function bare(amount: string): string {
  return amount.slice(0, amount.lastIndexOf(" "));
}
