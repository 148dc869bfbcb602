/** Whether it takes more than one AI to overrule the rules, and whether a run has room to ask them. */
import { AI_MS, FEEDS_MS, MAX_REQUESTS } from "../../../../functions-source/limits.ts";
import type { Core } from "../../../../functions-source/program.ts";
import type { Rule } from "../rule.ts";
import { OTHER, RULED, aisOf, atMost, decision, hostOf } from "../voices.ts";

/** Milliseconds of the 10 s that a DON allows a run, less one second to start and to finish. */
const RUN_MS = 9_000;

const oneVendor: Rule = {
  name: "one-vendor",
  finds: "AIs of one vendor only",
  severity: "warning",
  why: "On its own borders a vendor tosses a coin on every node, and no other voice breaks the tie.",
  figure: { of: "oneVendor", share: "wrong", lied: true },
  find({ core }) {
    const ais = aisOf(core);
    const hosts = [...new Set(ais.map(hostOf))];
    if (hosts.length !== 1) return undefined;
    return {
      saw: `${ais.length === 1 ? "The only AI is" : `All ${ais.length} AIs are`} asked at ${hosts[0]}.`,
      change: "decide: accord([openai, mistral])",
    };
  },
};

const aisInTurn: Rule = {
  name: "ais-in-turn",
  finds: "the word of one AI that overrules the rules alone",
  severity: "warning",
  why: "Whatever one call to one model says is the node's answer: a wobble becomes an answer that a liar can copy, and no error.",
  figure: { of: "inTurn", share: "wrong", lied: true },
  find({ core }) {
    const [first] = aisOf(core);
    const { turns, choice } = decision(core, core.atOnce, (ai) => (ai === first ? OTHER : RULED));
    if (first === undefined || turns.flat().length !== 1 || choice?.join() !== OTHER.join()) return undefined;
    return {
      saw: `The AI at ${hostOf(first)} is asked once, and what it says is decided.`,
      change: "decide: accord([openai, mistral]), in which two AIs vote with the rules",
    };
  },
};

const noThirdAnswer: Rule = {
  name: "no-third-answer",
  finds: "feeds in the first turn that take the AIs' third request",
  severity: "warning",
  why: "Two AIs that differ then stay so, and the node ends in the error AI_SPLIT.",
  figure: { of: "threeAtOnce", share: "none", lied: true },
  find({ core }) {
    const [first] = turnsOf(core);
    const count = (spent: number): number => atMost(core, spent).turns.flat().length;
    if (first === undefined || count(first.spent) >= count(2)) return undefined;
    return {
      saw: `${first.spent} of ${MAX_REQUESTS} requests go to feeds at once; ${count(first.spent)} are left of the ${count(2)} that the AIs may need.`,
      change: "atOnce: 2",
    };
  },
};

const requestsOver: Rule = {
  name: "requests-over",
  finds: "feeds and AIs that need more than five requests",
  severity: "critical",
  why: "The sixth is refused: in an outage of the AIs, where the rules ought to decide, every node ends in the error BUDGET.",
  figure: { of: "overBudget", share: "none", than: "outage" },
  find({ core }) {
    const over = turnsOf(core).find(({ spent }) => atMost(core, spent).overBudget);
    if (over === undefined) return undefined;
    const asked = over.spent + atMost(core, over.spent).turns.flat().length;
    return {
      saw: `After ${over.spent} requests to feeds the AIs bring them to ${asked}; a run has ${MAX_REQUESTS}.`,
      change: "ask fewer AIs, or decide: accord([openai, mistral]), which asks as many as there is room for",
    };
  },
};

const timeOver: Rule = {
  name: "time-over",
  finds: "turns of feeds and AIs that together take longer than a run",
  severity: "critical",
  why: "In an outage that hangs a DON ends the run, and the node says nothing in place of what the rules say, as it does with a sixth request.",
  figure: { of: "overBudget", share: "none", than: "outage" },
  find({ core }) {
    const times = turnsOf(core).map(({ spent, turns }) => {
      const ais = atMost(core, spent).turns.length;
      return { turns, ais, time: turns * FEEDS_MS + ais * AI_MS };
    });
    const longest = times.toSorted((a, b) => b.time - a.time)[0];
    if (longest === undefined || longest.time <= RUN_MS) return undefined;
    const { turns, ais, time } = longest;
    return {
      saw: `${turns} turns of feeds and ${ais} of AIs may take ${time / 1_000} s; a DON allows 10 s with start and finish.`,
      change: "atOnce: 2, and at most two turns of AIs",
    };
  },
};

/** After which turns of feeds there may be a reading: how many requests they took. */
function turnsOf({ feeds, atOnce }: Core): { readonly turns: number; readonly spent: number }[] {
  const most = Math.ceil(feeds.length / Math.max(1, atOnce));
  return Array.from({ length: most }, (_, index) => ({
    turns: index + 1,
    spent: Math.min(feeds.length, (index + 1) * atOnce),
  })).filter(({ spent }) => spent >= 2);
}

export const deciding: readonly Rule[] = [oneVendor, aisInTurn, noThirdAnswer, requestsOver, timeOver];
