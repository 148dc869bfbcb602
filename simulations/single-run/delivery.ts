/** What the DON would deliver of what its nodes told, and what the ledger would look at. */
import { getBytes, sha256, toUtf8Bytes } from "ethers";

import { tryDecodeAnswer } from "../../functions-source/content/answer.ts";
import { toContentId } from "../../functions-source/content/contentId.ts";
import { rebuildDocument } from "../../functions-source/content/rebuild.ts";
import { EVOLVE } from "../../functions-source/limits.ts";
import type { Program } from "../../functions-source/program.ts";
import { vocabularyOf } from "../../functions-source/registration.ts";
import { type Aggregation, type Observation, aggregate } from "../node/aggregation.ts";
import { type Observed, type Told, toldIn } from "./told.ts";

/** One outcome of a round: it can depend on whose observation the leader hears first. */
export interface Outcome {
  readonly told: Told;
  /** Nodes that observed just this. */
  readonly agreed: readonly number[];
  /** Nodes that make it this when they lead. */
  readonly leaders: readonly number[];
  /** What an EVOLVE commits to. */
  readonly content?: Content;
  /** What the ledger would refuse it for; empty where it would settle the period. */
  readonly flaws: readonly string[];
}

/** The content document, rebuilt from the answer and the vocabulary as the ledger does. */
export interface Content {
  readonly document: string;
  readonly digest: string;
  readonly id: string;
}

/** What a round is judged by. */
export interface Question {
  readonly program: Program;
  readonly promptDigest: string;
  readonly period: number;
  /** unix seconds */
  readonly periodEnd: number;
  /** Undefined before the first evolution. */
  readonly lastState: number | undefined;
}

/**
 * The outcomes of a round, the most frequent first: one, or several where honest nodes differ. None below 2f + 1 observations.
 *
 * @param observations in the order of the nodes
 */
export function outcomesOf(
  question: Question,
  observations: readonly Observation[],
  {
    nodes,
    f,
    aggregation = "mode",
  }: { readonly nodes: number; readonly f: number; readonly aggregation?: Aggregation },
): Outcome[] {
  const byText = new Map<string, Outcome & { leaders: number[] }>();
  for (let leader = 0; leader < nodes; leader++) {
    const heard = observations.toSorted((a, b) => after(leader, a.node, nodes) - after(leader, b.node, nodes));
    const delivered = aggregate(heard, { nodes, f, aggregation });
    if (delivered === undefined) return [];
    const key = `${delivered.result} ${delivered.error}`;
    const outcome = byText.get(key) ?? {
      ...judge(question, delivered),
      agreed: agreedOn(delivered, observations),
      leaders: [],
    };
    outcome.leaders.push(leader);
    byText.set(key, outcome);
  }
  return [...byText.values()].toSorted((a, b) => b.leaders.length - a.leaders.length);
}

/** How late a leader hears a node: first itself, then those that follow. */
const after = (leader: number, node: number, nodes: number): number => (node - leader + nodes) % nodes;

function agreedOn({ result, error }: Observed, observations: readonly Observation[]): number[] {
  return observations.filter((each) => each.result === result && each.error === error).map(({ node }) => node);
}

function judge(question: Question, delivered: Observed): Pick<Outcome, "told" | "content" | "flaws"> {
  const told = toldIn(question.program, delivered);
  if (told.kind === "error") return { told, flaws: ["the run ends in an error"] };
  const answer = tryDecodeAnswer(getBytes(delivered.result));
  if (answer === undefined) return { told, flaws: ["these bytes are no answer"] };
  const { core, minMultiplier, maxMultiplier } = question.program;
  const flaws: string[] = [];
  const demand = (condition: boolean, flaw: string): void => void (condition || flaws.push(flaw));
  demand(Number(answer.period) === question.period, "it is about another period");
  demand(answer.promptDigest === question.promptDigest, "its prompt digest is not the committed one");
  if (answer.kind !== EVOLVE) {
    demand(question.lastState !== undefined, "nothing has evolved that could be held");
    return { told, flaws };
  }
  const from = question.lastState ?? core.presetState;
  demand(core.transitions[from]!.includes(answer.state), `from ${core.states[from]![0]} this state may not follow`);
  demand(answer.multiplier >= minMultiplier && answer.multiplier <= maxMultiplier, "its multiplier is out of bounds");
  try {
    const document = rebuildDocument(vocabularyOf(question.program), {
      ...answer,
      periodEnd: BigInt(question.periodEnd),
    });
    const digest = sha256(toUtf8Bytes(document));
    demand(digest === answer.contentDigest, "its content digest is not that of the rebuilt document");
    return { told, content: { document, digest, id: toContentId(digest) }, flaws };
  } catch (error) {
    return { told, flaws: [...flaws, (error as Error).message] };
  }
}
