import { action } from "../common/action.ts";
import { lasting } from "../common/amount.ts";
import { counted } from "../common/duration.ts";
import { formatCount, formatLink, formatUsd, readPrices, usdOfLink } from "../common/money.ts";
import { type Studio, command, openStudio } from "../common/studio.ts";
import { facts } from "../common/table.ts";
import { print, printJson } from "../common/terminal.ts";
import { TaskFailure } from "../common/failure.ts";
import { type Burn, periodsLeft } from "../operations/costs.ts";
import { type UpkeepState, readUpkeep } from "../operations/upkeep.ts";
import { burnOf, shortId } from "./upkeep.ts";

interface Args {
  readonly json: boolean;
}

interface Overview extends UpkeepState {
  readonly mayPerform: boolean;
  readonly burn: Burn;
  /** Number of the latest block. */
  readonly block: number;
}

export default action<Args>(async ({ json }, hre) => {
  await using studio = await openStudio(hre);
  const { record, chain } = studio;
  const ids = [...(record.upkeep === undefined ? [] : [record.upkeep.id]), ...(record.cancelledUpkeeps ?? [])];
  if (ids.length === 0)
    throw new TaskFailure("The deployment has no upkeep.", { remedy: command(chain, "upkeep register --link 50") });
  const overviews = await Promise.all(ids.map((id) => look(studio, BigInt(id))));
  if (json) return printJson({ upkeeps: overviews.map(asJson) });
  const prices = await readPrices(studio.services);
  const priced = (juels: bigint, digits?: number): string =>
    `${formatLink(juels, digits)} (${formatUsd(usdOfLink(juels, prices))})`;
  for (const overview of overviews) show(overview, priced);
});

async function look(studio: Studio, id: bigint): Promise<Overview> {
  const { services, consumer, chain } = studio;
  const upkeep = await readUpkeep(services, id);
  const [mayPerform, burn, block] = await Promise.all([
    consumer.isPerformer(upkeep.forwarder),
    burnOf(studio),
    chain.ethers.provider.getBlockNumber(),
  ]);
  return { ...upkeep, mayPerform, burn, block };
}

/** Juels that can be spent: below the minimum nothing is performed. */
function spendable({ balance, minimum }: Overview): bigint {
  return balance - minimum;
}

function stateOf({ withdrawableFrom, paused, balance, minimum }: Overview): "cancelled" | "paused" | "dry" | "active" {
  if (withdrawableFrom !== undefined) return "cancelled";
  if (paused) return "paused";
  return balance < minimum ? "dry" : "active";
}

function asJson(overview: Overview) {
  const { burn, block: _, ...upkeep } = overview;
  return {
    ...upkeep,
    withdrawableFrom: upkeep.withdrawableFrom ?? null,
    state: stateOf(overview),
    periodJuels: burn.juels,
    periodSeconds: burn.periodLength,
    periodsLeft: periodsLeft(spendable(overview), burn) ?? null,
  };
}

function show(overview: Overview, priced: (juels: bigint, digits?: number) => string): void {
  const { id, balance, minimum, burn, forwarder, mayPerform, lastPerformed, gasLimit, admin } = overview;
  print(`upkeep ${shortId(id)}: ${inWords(overview)}`);
  if (stateOf(overview) === "cancelled") return print(facts([["admin", admin]]));
  print(
    facts([
      ["balance", priced(balance)],
      ["minimum", `${priced(minimum, 4)} for ${formatCount(gasLimit)} gas, or nothing is performed`],
      ["a period", `takes ${priced(burn.juels, 4)} at most`],
      ["lasts", lasting(spendable(overview), burn)],
      ["performed", lastPerformed === 0 ? "never" : `last in block ${formatCount(lastPerformed)}`],
      ["forwarder", forwarder],
      ["", mayPerform ? "may perform at any time" : "has no right to perform: upkeep register gives it"],
      ["admin", admin],
    ]),
  );
}

function inWords(overview: Overview): string {
  const { withdrawableFrom = 0, block, balance } = overview;
  const state = stateOf(overview);
  if (state === "dry") return "not performed, for its balance is below the minimum";
  if (state !== "cancelled") return state;
  const left = withdrawableFrom - block;
  return `cancelled, pays out ${formatLink(balance)} ${left > 0 ? `in ${counted(left, "block")}` : "now"}`;
}
