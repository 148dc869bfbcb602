/**
 * Runs as lines of a dataset that can be published: JSON Lines, one node's run a line, described in docs/formats.md. It holds no key, no
 * question's text and no provider's answer but by its SHA-256, so neither secrets nor licences stand in the way.
 */
import { appendFile, mkdir } from "node:fs/promises";
import { dirname } from "node:path";

import { decodeTally } from "../../functions-source/content/tally.ts";
import { DAY, isoDate } from "../world/days.ts";
import type { NodeRun, SingleRun } from "./run.ts";

export const SCHEMA = "imago/run/1";

/** How the runs came about. */
export interface Origin {
  /** Real providers and models, not the local world. */
  readonly live: boolean;
  /** Which run, from 1, of how many. */
  readonly run: number;
  readonly runs: number;
}

/** @throws Error where nothing can be appended */
export async function openDataset(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await appendFile(file, "");
}

/** @returns how many lines were appended */
export async function appendRun(file: string, run: SingleRun, origin: Origin): Promise<number> {
  const lines = run.nodes.map((node) => JSON.stringify(lineOf(run, node, origin), plain));
  await appendFile(file, lines.map((line) => `${line}\n`).join(""));
  return lines.length;
}

const plain = (_: string, value: unknown): unknown => (typeof value === "bigint" ? value.toString() : value);

function lineOf(
  { program, bundle, period, day, askedAt, last, interactions }: SingleRun,
  { node, told, observed, ms, reading, asked }: NodeRun,
  origin: Origin,
): unknown {
  return {
    ...{ schema: SCHEMA, ...origin, node },
    ...{ program: program.core.name, sourceHash: bundle.hash, promptDigest: bundle.promptDigest },
    ...{ period, day: isoDate(day / DAY), askedAt },
    before: last ? { state: program.core.states[last.state]![0], reading: last.reading } : null,
    signals: program.listens ? decodeTally(interactions) : null,
    ...{ result: observed?.result ?? null, error: observed?.error ?? null, told: told ?? null },
    ...{ reading, ms: Math.round(ms) },
    asked: asked.map((each) => ({
      ...{ host: each.provider, status: each.status, said: each.said, madeUp: each.madeUp },
      ...{ ms: Math.round(each.ms), bytes: each.bytes, sha256: each.sha256 },
      ...(each.usage && { model: each.usage.model, tokensIn: each.usage.input, tokensOut: each.usage.output }),
    })),
  };
}
