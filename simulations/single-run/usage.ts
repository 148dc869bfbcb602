/** What an AI's answer was made of, as its vendor counts it, and what that costs. */
import type { Exchange } from "../node/protocol.ts";
import { priceOf } from "./prices.ts";

export interface Usage {
  /** As the reply names it. */
  readonly model: string;
  /** Tokens of the question, cached ones included. */
  readonly input: number;
  /** Tokens of the answer, reasoning included. */
  readonly output: number;
  /** At list prices; undefined for a model without one. */
  readonly usd: number | undefined;
}

const NAME = /^[\w.:/@-]{1,64}$/;

type Counts = Readonly<Record<string, number | undefined>>;

/** What replies of the vendors' wires have in common is nothing: each names its counts otherwise. */
interface Reply {
  readonly model?: unknown;
  readonly modelVersion?: unknown;
  /** Chat Completions and Messages. */
  readonly usage?: Counts | null;
  /** Gemini. */
  readonly usageMetadata?: Counts | null;
}

/** Undefined where no AI was asked, or it does not say. */
export function usageIn({ method, body }: Pick<Exchange, "method" | "body">): Usage | undefined {
  if (method !== "POST") return undefined;
  const reply = parsed(body);
  const counts = reply.usage ?? reply.usageMetadata;
  const model = reply.model ?? reply.modelVersion;
  // Whatever a reply holds: it is shown and published, so a name has to look like one.
  if (typeof counts !== "object" || counts === null || typeof model !== "string" || !NAME.test(model)) return undefined;
  const sum = (...names: readonly string[]): number =>
    names.reduce((total, name) => total + (Number(counts[name]) || 0), 0);
  const input = sum(
    ...["prompt_tokens", "promptTokenCount"],
    ...["input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"],
  );
  const output = sum("completion_tokens", "output_tokens", "candidatesTokenCount", "thoughtsTokenCount");
  const price = priceOf(model);
  const usd = price && (input * price.input + output * price.output) / 1_000_000;
  return { model, input, output, usd };
}

/** All of one model's, by model in the order in which they came. */
export interface ModelUsage extends Usage {
  readonly calls: number;
}

export function byModel(usages: readonly Usage[]): ModelUsage[] {
  return [...new Set(usages.map(({ model }) => model))].map((model) => {
    const of = usages.filter((each) => each.model === model);
    const sum = (count: (each: Usage) => number): number => of.reduce((total, each) => total + count(each), 0);
    return {
      ...{ model, calls: of.length, input: sum(({ input }) => input), output: sum(({ output }) => output) },
      usd: of[0]!.usd === undefined ? undefined : sum(({ usd }) => usd!),
    };
  });
}

function parsed(body: string): Reply {
  try {
    return (JSON.parse(body) ?? {}) as Reply;
  } catch {
    return {};
  }
}
