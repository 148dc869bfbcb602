/** Models that the vendors serve in November 2026, and what each refuses. */

/** When an OpenAI model takes a temperature other than its default. */
export type TemperatureRule = "free" | "default" | "effort-none";

/** What matters about an OpenAI model for a request's validity. */
export interface OpenAiModel {
  readonly temperature: TemperatureRule;
  /** True when it reasons, and so refuses `max_tokens`. */
  readonly reasons: boolean;
}

const FREE: OpenAiModel = { temperature: "free", reasons: false };
const DEFAULT_ONLY: OpenAiModel = { temperature: "default", reasons: true };
const EFFORT_NONE: OpenAiModel = { temperature: "effort-none", reasons: true };

/** By exact name. Names that are gone (gpt-4.1-nano, gpt-3.5-turbo, o1, ...) are absent on purpose. */
const OPENAI: Readonly<Record<string, OpenAiModel>> = {
  "gpt-4o": FREE,
  "gpt-4o-mini": FREE,
  "gpt-4.1": FREE,
  "gpt-4.1-mini": FREE,
  "gpt-5": DEFAULT_ONLY,
  "gpt-5-mini": DEFAULT_ONLY,
  "gpt-5-nano": DEFAULT_ONLY,
  o3: DEFAULT_ONLY,
};

/** Families, for names such as `gpt-5.4-nano` and `gpt-6-luna`. */
const OPENAI_FAMILIES = [/^gpt-5\.[1-6](-mini|-nano)?$/, /^gpt-6-(luna|astra)$/, /^gpt-6\.1-terra$/];

const ANTHROPIC = ["claude-haiku-5-5", "claude-sonnet-5-5", "claude-haiku-4-5", "claude-sonnet-4-5"];

/** Dated names, and the names that move with the newest. */
const MISTRAL = [
  /^mistral-(small-2603|medium-3-5|large-2512|large-4-0)$/,
  /^ministral-(3b|8b|14b)-2512$/,
  /^(mistral-(small|medium|large)|ministral-(3b|8b|14b))-latest$/,
];

const GEMINI = /^gemini-3(\.\d)?-flash(-lite)?$/;

/** The model of that name, or undefined when OpenAI does not serve it. */
export function openAiModel(name: string): OpenAiModel | undefined {
  if (Object.hasOwn(OPENAI, name)) return OPENAI[name];
  return OPENAI_FAMILIES.some((family) => family.test(name)) ? EFFORT_NONE : undefined;
}

/** True when Mistral serves a model of that name. */
export function isMistralModel(name: string): boolean {
  return MISTRAL.some((family) => family.test(name));
}

/** True when Google serves a Gemini model of that name. */
export function isGeminiModel(name: string): boolean {
  return GEMINI.test(name);
}

/** True when Anthropic serves a model of that name. */
export function isAnthropicModel(name: string): boolean {
  return ANTHROPIC.includes(name);
}
