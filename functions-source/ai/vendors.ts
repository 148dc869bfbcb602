import type { Ai, Secrets } from "./ai.ts";
import { anthropic } from "./anthropic.ts";
import { gemini } from "./gemini.ts";
import { mistral } from "./mistral.ts";
import { openai } from "./openai.ts";

/** A vendor that programs can ask. */
export interface Vendor {
  /** As its adapter, its stand-in and its secrets are called. */
  readonly name: "openai" | "mistral" | "anthropic" | "gemini";
  readonly ai: Ai;
  /** The secrets that it reads, by the names of the environment variables or the keystore's under which users keep them. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** The one list of vendors: the pair of the shipped programs first, in the order in which they are asked. */
export const VENDORS: readonly Vendor[] = [
  {
    name: "openai",
    ai: openai,
    secrets: { OPENAI_API_KEY: "openaiKey", OPENAI_BASE_URL: "openaiBase", OPENAI_MODEL: "openaiModel" },
  },
  {
    name: "mistral",
    ai: mistral,
    secrets: { MISTRAL_API_KEY: "mistralKey", MISTRAL_BASE_URL: "mistralBase", MISTRAL_MODEL: "mistralModel" },
  },
  {
    name: "anthropic",
    ai: anthropic,
    secrets: {
      ANTHROPIC_API_KEY: "anthropicKey",
      ANTHROPIC_BASE_URL: "anthropicBase",
      ANTHROPIC_MODEL: "anthropicModel",
    },
  },
  {
    name: "gemini",
    ai: gemini,
    secrets: { GEMINI_API_KEY: "geminiKey", GEMINI_BASE_URL: "geminiBase", GEMINI_MODEL: "geminiModel" },
  },
];

/** Every secret that a program can read, by the name under which users keep it. */
export const SECRETS: Readonly<Record<string, string>> = Object.assign(
  {},
  ...VENDORS.map(({ secrets }) => secrets),
  // Of gateway.ts.
  { AI_GATEWAY_TOKEN: "aiGatewayToken" },
);

/** Where an AI is asked under these secrets. */
export function hostOf(ai: Ai, secrets: Secrets = {}): string {
  return new URL(ai.ask("", "", {}, secrets)[0]).hostname;
}
