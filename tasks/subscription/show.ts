import { action } from "../common/action.ts";
import { lasting } from "../common/amount.ts";
import { formatLink, formatUsd, readPrices, usdOfLink } from "../common/money.ts";
import { type Studio, openStudio } from "../common/studio.ts";
import { facts, table } from "../common/table.ts";
import { print, printJson } from "../common/terminal.ts";
import { type Burn, lineCosts, periodsLeft, subscriptionBurn } from "../operations/costs.ts";
import { pendingRequests } from "../operations/timeouts.ts";
import { type Held, readSubscription } from "./subscription.ts";

interface Args {
  readonly id: string;
  readonly json: boolean;
}

interface Overview extends Held {
  /** Juels that one request blocks now, by program; the largest. */
  readonly requestJuels: bigint;
  readonly burn: Burn;
  readonly counts: readonly { readonly consumer: string; readonly pending: number }[];
}

export default action<Args>(async ({ id: number, json }, hre) => {
  await using studio = await openStudio(hre);
  const overview = await look(studio, number);
  if (json) return printJson(asJson(overview));
  await show(studio, overview);
});

async function look(studio: Studio, number: string): Promise<Overview> {
  const held = await readSubscription(studio, number);
  const [lines, counts] = await Promise.all([lineCosts(studio), pendingRequests(studio.services, held.id)]);
  const requestJuels = lines.reduce((most, line) => (line.requestJuels > most ? line.requestJuels : most), 0n);
  return { ...held, requestJuels, counts, burn: subscriptionBurn(lines, held.id) };
}

function asJson({ id, balance, blockedBalance, owner, proposedOwner, requestJuels, burn, counts }: Overview) {
  return {
    id,
    balance,
    blockedBalance,
    requestJuels,
    periodJuels: burn.juels,
    periodSeconds: burn.periodLength,
    periodsLeft: periodsLeft(balance - blockedBalance, burn) ?? null,
    owner,
    proposedOwner: proposedOwner ?? null,
    consumers: counts.map(({ consumer: address, pending }) => ({ address, pending })),
  };
}

async function show({ services, consumer }: Studio, overview: Overview): Promise<void> {
  const { id, balance, blockedBalance, owner, proposedOwner, requestJuels, burn, counts } = overview;
  const prices = await readPrices(services);
  const priced = (juels: bigint, digits?: number): string =>
    `${formatLink(juels, digits)} (${formatUsd(usdOfLink(juels, prices))})`;
  print(`subscription ${id}`);
  print(
    facts([
      ["balance", priced(balance)],
      ["blocked", `${priced(blockedBalance)} for requests that are not answered yet`],
      ["a request", `blocks ${priced(requestJuels, 4)} now, and takes what its answer costs`],
      ["a period", `takes ${priced(burn.juels, 4)} at most`],
      ["lasts", lasting(balance - blockedBalance, burn)],
      ["owner", owner],
      ...(proposedOwner === undefined ? [] : [["offered to", `${proposedOwner}, which has not accepted`] as const]),
    ]),
  );
  const ours = await consumer.getAddress();
  if (!counts.some((one) => one.consumer === ours)) print(`  ${ours} is no consumer: no program can ask`);
  if (counts.length === 0) return;
  print(
    table(
      [{ title: "  consumer" }, { title: "pending", align: "right" }, { title: "" }],
      counts.map((one) => [`  ${one.consumer}`, String(one.pending), one.consumer === ours ? "this deployment's" : ""]),
    ),
  );
}
