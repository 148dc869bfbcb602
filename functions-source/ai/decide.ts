import { spend, type Budget } from "../budget.ts";
import type { HttpRequest, Run, Settled } from "../effects.ts";
import { AI_MS } from "../limits.ts";
import type { Core } from "../program.ts";
import type { Choice } from "../traits.ts";
import type { Ai, Secrets } from "./ai.ts";

/** What the AIs are asked, and what the rules would choose. */
export interface Question {
  readonly allowed: readonly number[];
  readonly prompt: string;
  readonly asked: string;
  readonly ruled: Choice;
}

/** A program's way to a choice by its AIs; undefined when none of them gives an answer that counts. */
export type Decide = (core: Core, budget: Budget, secrets: Secrets, question: Question) => Run<Choice | undefined>;

/** Asks the AIs whose keys exist in turn: the first answer that counts is the choice. */
export const inTurn = (ais: readonly Ai[]): Decide =>
  function* (core, budget, secrets, question) {
    const { request, choice } = formOf(core, question, secrets);
    for (const ai of ais.filter(({ secret }) => secrets[secret])) {
      const [reply] = yield* spend(budget, [request(ai)], AI_MS);
      const chosen = choice(ai, reply);
      if (chosen) return chosen;
    }
    return undefined;
  };

/**
 * Asks all AIs whose keys exist at once. Each field takes the value that two of the voices share, the rules being one of them; where no
 * two agree, the rules' value. A sole AI that answers is believed, if no other was to be asked.
 */
export const vote = (ais: readonly Ai[]): Decide =>
  function* (core, budget, secrets, question) {
    const { request, choice } = formOf(core, question, secrets);
    const asked = ais.filter(({ secret }) => secrets[secret]);
    const replies = yield* spend(budget, asked.map(request), 2 * AI_MS);
    const voices = asked.flatMap((ai, index) => choice(ai, replies[index]) ?? []) as unknown as number[];
    const { ruled } = question;
    if (!voices.length) return undefined;
    return ruled.map((rule, field) => {
      const values = voices.filter((_, at) => at % 3 === field);
      return asked[1] ? (values.find((value, at) => values.indexOf(value) !== at) ?? rule) : values[0]!;
    }) as unknown as Choice;
  };

/** How this question is put to an AI, and how its answer is read. */
function formOf({ states, moods, energies }: Core, { allowed, prompt, asked }: Question, secrets: Secrets) {
  const labels = allowed.map((state) => states[state]![0]);
  const choices = Object.entries({ state: labels, mood: moods, energy: energies });
  // Three enumerations and nothing else.
  const schema = {
    type: "object",
    properties: Object.fromEntries(choices.map(([name, terms]) => [name, { type: "string", enum: terms }])),
    required: choices.map(([name]) => name),
    additionalProperties: false,
  };
  return {
    request: ({ secret, ask }: Ai) => {
      const [url, body] = ask(prompt, asked, schema, secrets);
      return toRequest(url, secrets[secret]!, body);
    },
    /** Undefined for no reply in time, a refusal, a truncated or malformed answer. */
    choice: ({ told }: Ai, reply: Settled): Choice | undefined => {
      try {
        const [status, text] = reply!;
        const picked = JSON.parse(told(JSON.parse(text)));
        // The schema is checked here again: not every server enforces it.
        const [state, ...others] = choices.map(([name, terms]) => terms.indexOf(picked[name])) as [
          number,
          number,
          number,
        ];
        if (status === 200 && Math.min(state, ...others) >= 0) return [allowed[state]!, ...others];
      } catch {
        // No answer.
      }
      return undefined;
    },
  };
}

/** One set of headers serves both providers: each ignores the other's. */
const toRequest = (url: string, key: string, body: unknown): HttpRequest => ({
  url,
  init: {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Authorization: "Bearer " + key,
      "x-api-key": key,
      "anthropic-version": "2026-10-21",
    },
    body: JSON.stringify(body),
  },
});
