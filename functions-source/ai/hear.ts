import { spend, type Budget } from "../budget.ts";
import type { Run, Settled } from "../effects.ts";
import { AI_MS } from "../limits.ts";
import type { Core } from "../program.ts";
import type { Choice } from "../traits.ts";
import type { Ai, Secrets } from "./ai.ts";

/** Asks these AIs at once: their choices in order, undefined for whoever gave none in time. */
export type Hear = (ais: readonly Ai[]) => Run<(Choice | undefined)[]>;

/** How one question is put to AIs, and how their answers are read. */
export const toHear = (
  { states, moods }: Core,
  budget: Budget,
  secrets: Secrets,
  allowed: readonly number[],
  prompt: string,
  asked: string,
): Hear => {
  const labels = allowed.map((state) => states[state]![0]);
  // Two enumerations and nothing else.
  const schema = {
    type: "object",
    properties: { state: { type: "string", enum: labels }, mood: { type: "string", enum: moods } },
    required: ["state", "mood"],
    additionalProperties: false,
  };
  return function* (ais) {
    const requests = ais.map(({ ask }) => {
      const [url, headers, body] = ask(prompt, asked, schema, secrets);
      return {
        url,
        init: {
          method: "POST",
          headers: { "Content-Type": "application/json", ...headers },
          body: JSON.stringify(body),
        },
      } as const;
    });
    const replies = (yield spend(budget, requests, AI_MS)) as readonly Settled[];
    return ais.map(({ told }, index) => {
      try {
        const [status, text] = replies[index]!;
        const { state, mood } = JSON.parse(told(JSON.parse(text)));
        const choice = [allowed[labels.indexOf(state)]!, moods.indexOf(mood)] as const;
        // The schema is checked here again: not every server enforces it.
        if (status === 200 && Math.min(...choice) >= 0) return choice;
      } catch {
        // No reply in time, a refusal, a truncated or malformed answer: no answer.
      }
      return undefined;
    });
  };
};
