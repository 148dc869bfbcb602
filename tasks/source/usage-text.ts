/** What runs took of AIs, in tokens and money. */
import type { SingleRun } from "../../simulations/single-run/run.ts";
import { byModel } from "../../simulations/single-run/usage.ts";
import { formatCount } from "../common/money.ts";
import { table } from "../common/table.ts";
import { cut } from "./words.ts";

/** What the AIs of all nodes took; nothing where none was asked. */
export function usageTable(runs: readonly SingleRun[], live: boolean): string[] {
  const models = usageOf(runs);
  if (models.length === 0) return [];
  const columns = [
    { title: "model" },
    { title: "calls", align: "right" },
    { title: "tokens in", align: "right" },
    { title: "tokens out", align: "right" },
    { title: "USD, estimated", align: "right" },
  ] as const;
  const rows = models.map(({ model, calls, input, output, usd }) => [
    cut(model, 26),
    ...[calls, input, output].map(formatCount),
    usd === undefined ? "no list price" : usd.toFixed(6),
  ]);
  const counted = live ? "As the vendors count" : "As the stand-ins count, four characters a token";
  return [`${table(columns, rows)}\n${counted}, at list prices of Nov 2026.`];
}

export function usageOf(runs: readonly Pick<SingleRun, "nodes">[]) {
  const asked = runs.flatMap(({ nodes }) => nodes.flatMap((node) => node.asked));
  return byModel(asked.flatMap(({ usage }) => usage ?? []));
}
