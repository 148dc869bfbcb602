import { spend, type Budget } from "../budget.ts";
import type { HttpRequest, Run } from "../effects.ts";
import { AI_MS } from "../limits.ts";
import type { Core } from "../program.ts";
import type { Choice } from "../traits.ts";
import type { Secrets } from "./ai.ts";
import { anthropic } from "./anthropic.ts";
import { openai } from "./openai.ts";

/** Asks the AIs whose keys exist in turn; undefined when none of them gives an answer that counts. */
export function* decideByModel(
  { states, moods, energies }: Core,
  budget: Budget,
  secrets: Secrets,
  allowed: readonly number[],
  prompt: string,
  asked: string,
): Run<Choice | undefined> {
  const labels = allowed.map((state) => states[state]![0]);
  const choices = Object.entries({ state: labels, mood: moods, energy: energies });
  // Three enumerations and nothing else.
  const schema = {
    type: "object",
    properties: Object.fromEntries(choices.map(([name, terms]) => [name, { type: "string", enum: terms }])),
    required: choices.map(([name]) => name),
    additionalProperties: false,
  };
  for (const { secret, ask, told } of [openai, anthropic]) {
    const key = secrets[secret];
    if (!key) continue;
    const [url, body] = ask(prompt, asked, schema, secrets);
    const [reply] = yield* spend(budget, [toRequest(url, key, body)], AI_MS);
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
      // No reply in time, a refusal, a truncated or malformed answer: no answer.
    }
  }
  return undefined;
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
