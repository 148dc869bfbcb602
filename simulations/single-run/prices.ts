/** What vendors of AIs charge by their price lists of November 2026: an estimate, no bill. */

/** US dollars for a million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

/** A model's name may go on with a date: the longest name that fits counts. Prices without caching, batches or volume. */
const PRICES: Readonly<Record<string, Price>> = {
  "gpt-6-luna": { input: 0.1, output: 0.5 },
  "gpt-6.1-terra": { input: 1, output: 5 },
  "gpt-5.4-nano": { input: 0.2, output: 1.25 },
  "claude-haiku-5-5": { input: 0.1, output: 0.5 },
  "claude-haiku-4-5": { input: 1, output: 5 },
  "claude-sonnet-5-5": { input: 2, output: 10 },
  "gemini-3.5-flash-lite": { input: 0.3, output: 2.5 },
  "gemini-3.1-flash-lite": { input: 0.25, output: 1.5 },
  "mistral-small": { input: 0.15, output: 0.6 },
};

/** Undefined for a model that is not in the list. */
export function priceOf(model: string): Price | undefined {
  const fitting = Object.keys(PRICES).filter((name) => model === name || model.startsWith(`${name}-`));
  const [longest] = fitting.sort((a, b) => b.length - a.length);
  return longest === undefined ? undefined : PRICES[longest];
}
