/** A single run for people, in 80 columns, and for programs. */
import { decodeTally, tellTally } from "../../functions-source/content/tally.ts";
import type { Outcome } from "../../simulations/single-run/delivery.ts";
import type { NodeRun, SingleRun } from "../../simulations/single-run/run.ts";
import type { Asked } from "../../simulations/single-run/seen.ts";
import type { Told } from "../../simulations/single-run/told.ts";
import { formatCount } from "../common/money.ts";
import { facts, table } from "../common/table.ts";
import { short } from "./program.ts";
import { usageOf, usageTable } from "./usage-text.ts";
import { cut, nodeList, wrap } from "./words.ts";

const WIDTH = 80;

export function textOf(run: SingleRun, live: boolean): string {
  return [
    heading(run, live),
    askedTable(run),
    ...usageTable([run], live),
    answersTable(run),
    ...run.outcomes.map((each) => outcomeText(each, run)),
    ...warnings(run),
  ].join("\n\n");
}

/** What was asked, of whom. */
export function heading(run: SingleRun, live: boolean): string {
  const { program, bundle, last, nodes, f } = run;
  const { core, unit } = program;
  const from = core.states[last?.state ?? core.presetState]![0];
  const source = `${formatCount(bundle.bytes)} bytes, ${short(bundle.hash)}`;
  const internet = live ? "the real one, with your keys" : "the local world; its AIs are scripted stand-ins, no models";
  return [
    `${core.name}, ${isoDay(run.day)}, period ${run.period}, asked ${isoMinute(run.askedAt)} UTC`,
    facts([
      ["before", last ? `${from}, reading ${last.reading}` : `nothing evolved yet; the preset's state is ${from}`],
      ...(program.listens ? [["holders", tellTally(decodeTally(run.interactions))] as const] : []),
      ["unit", cut(unit, 66)],
      ["source", source],
      ["nodes", `${nodes.length}, of which ${f} may be faulty`],
      ["internet", internet],
    ]),
  ].join("\n");
}

function askedTable({ nodes }: SingleRun): string {
  const columns = [
    { title: "node" },
    { title: "asked" },
    { title: "status" },
    { title: "ms", align: "right" },
    { title: "bytes", align: "right" },
    { title: "saw" },
  ] as const;
  const rows = nodes.flatMap(({ node, asked }) => {
    const lines = asked.map((each) => askedRow(each));
    return (lines.length === 0 ? [["nothing", "", "", "", ""]] : lines).map((line, index) => [
      index === 0 ? String(node) : "",
      ...line,
    ]);
  });
  const madeUp = nodes.some(({ asked }) => asked.some((each) => each.madeUp));
  return table(columns, rows) + (madeUp ? "\n* made-up data, nothing that was ever measured or traded" : "");
}

function askedRow({ provider, status, ms, bytes, said, refused, madeUp }: Asked): string[] {
  return [
    madeUp ? `${cut(provider, 26)} *` : cut(provider, 26),
    statusOf(status, refused),
    ms.toFixed(0),
    formatCount(bytes),
    cut(said, 19),
  ];
}

/** The provider's status, or what happened in its place: the run then sees a status that is the sandbox's. */
function statusOf(status: number | null, refused: string | undefined): string {
  if (status === null) return "late";
  if (refused === undefined) return String(status);
  return refused.startsWith("Error during fetch") ? "down" : "limit";
}

/** Whoever leads, the ledger would take what is delivered. */
export function isSettled({ outcomes }: Pick<SingleRun, "outcomes">): boolean {
  return outcomes.length > 0 && outcomes.every(({ flaws }) => flaws.length === 0);
}

function answersTable({ nodes }: SingleRun): string {
  const columns = [
    { title: "node" },
    { title: "ms", align: "right" },
    { title: "reading", align: "right" },
    { title: "answer" },
    { title: "multiplier", align: "right" },
    { title: "decider" },
    { title: "digest" },
  ] as const;
  const rows = nodes.map(answerRow);
  const [title = "", ...lines] = table(columns, rows).split("\n");
  return [title, ...lines.flatMap((line, index) => [line, ...wrap(detailOf(nodes[index]!), 6, WIDTH)])].join("\n");
}

function answerRow({ node, ms, reading, told }: NodeRun): string[] {
  const head = [
    String(node),
    told === undefined ? "" : ms.toFixed(0),
    typeof reading === "bigint" ? String(reading) : "none",
  ];
  if (told === undefined) return [...head, "none"];
  if (told.kind !== "EVOLVE") return [...head, told.kind];
  return [...head, told.kind, times(told.multiplier), told.decider, short(told.contentDigest)];
}

function detailOf({ told, lies, reading }: NodeRun): string {
  const lie = lies ? "told otherwise than it saw: " : "";
  if (told === undefined) return "it gives no answer";
  return lie + nameOf(told, typeof reading === "string" ? reading : "");
}

/** State and traits, or what is there instead. */
function nameOf(told: Told, otherwise = ""): string {
  if (told.kind === "EVOLVE") {
    const traits = Object.entries(told.traits).map(([name, value]) => `${name} ${value}`);
    return `state ${told.state}: ${traits.join(", ")}`;
  }
  if (told.kind === "error") return told.text;
  return told.kind === "bytes" ? `no answer: ${cut(told.bytes, 50)}` : otherwise;
}

function outcomeText({ told, agreed, leaders, content, flaws }: Outcome, { outcomes, nodes }: SingleRun): string {
  const only = outcomes.length === 1;
  const head = only
    ? "The DON delivers"
    : `If ${nodeList(leaders, nodes.length)} ${leaders.length === 1 ? "leads" : "lead"}, the DON delivers`;
  const lines: [string, string][] = [
    ["agreed", `${nodeList(agreed, nodes.length)} of ${nodes.length}`],
    ...(told.kind === "EVOLVE" || told.kind === "error" ? ([["answer", nameOf(told)]] as [string, string][]) : []),
    ...(told.kind === "EVOLVE"
      ? ([["reading", `${told.reading}, ${times(told.multiplier)}, by the ${told.decider}`]] as [string, string][])
      : []),
    ...(content
      ? ([
          ["content", content.id],
          ["digest", content.digest],
          ["document", content.document],
        ] as [string, string][])
      : []),
    ["ledger", flaws.length === 0 ? "settles the period with it" : `settles nothing: ${flaws.join("; ")}`],
  ];
  return [`${head}: ${told.kind}`, ...lines.flatMap(([name, value]) => fact(name, value))].join("\n");
}

function fact(name: string, value: string): string[] {
  const [first = "", ...rest] = wrap(value, 12, WIDTH);
  return [`  ${name.padEnd(10)}${first.trimStart()}`, ...rest];
}

function warnings({ nodes, outcomes, unexpected, f }: SingleRun): string[] {
  const answering = nodes.filter(({ told }) => told !== undefined);
  const silent = nodes.filter(({ told }) => told === undefined).map(({ node }) => node);
  const gives = silent.length === 1 ? "gives" : "give";
  const lines = [
    ...(silent.length > 0 ? [`${nodeList(silent, nodes.length)} ${gives} no answer.`] : []),
    ...(outcomes.length === 0
      ? [`the DON delivers nothing: ${answering.length} nodes answered, ${2 * f + 1} are needed.`]
      : []),
    ...(new Set(answering.map(({ told }) => inOneText(told))).size > 1 ? ["the nodes differ."] : []),
    ...(outcomes.length > 1 ? ["which answer is delivered depends on the node that leads."] : []),
    ...unexpected.map(({ url, why }) => `the world cannot answer ${new URL(url).host}: ${why}`),
  ];
  return lines.map((line) => wrap(`WARNING: ${line}`, 0, WIDTH).join("\n"));
}

const inOneText = (told: unknown): string =>
  JSON.stringify(told, (_, one: unknown) => (typeof one === "bigint" ? one.toString() : one));

/** The same for programs; bigints become decimal strings when printed. */
export function jsonOf({ program, bundle, last, ...run }: SingleRun): unknown {
  const { name, bytes, hash, promptDigest } = bundle;
  const before = last && { state: program.core.states[last.state]![0], reading: last.reading };
  return {
    program: name,
    unit: program.unit,
    bundle: { bytes, hash, promptDigest },
    before: before ?? null,
    ...run,
    usage: usageOf([run]),
    settles: isSettled(run),
  };
}

/** Basis points as a factor. */
const times = (basisPoints: number): string => `x${(basisPoints / 10_000).toFixed(4)}`;
const isoDay = (seconds: number): string => new Date(seconds * 1_000).toISOString().slice(0, 10);
const isoMinute = (seconds: number): string => new Date(seconds * 1_000).toISOString().slice(0, 16).replace("T", " ");
