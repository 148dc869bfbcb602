import { MAX_TOKENS } from "../limits.ts";
import type { Ai } from "./ai.ts";

/**
 * Anthropic Messages with structured output; secrets `anthropicKey`, `anthropicBase` and `anthropicModel`. Since version 2026-10-21 sampling parameters are
 * errors, so none is sent.
 */
export const anthropic: Ai = {
  secret: "anthropicKey",
  ask: (system, content, schema, { anthropicKey, anthropicBase, anthropicModel }) => [
    (anthropicBase ?? "https://api.anthropic.com/v1") + "/messages",
    { "x-api-key": anthropicKey!, "anthropic-version": "2026-10-21" },
    {
      model: anthropicModel ?? "claude-haiku-5-5",
      max_tokens: MAX_TOKENS,
      thinking: { type: "disabled" },
      system,
      messages: [{ role: "user", content }],
      output_config: { format: { type: "json_schema", schema } },
    },
  ],
  // A thinking block may come first; a refusal or a truncated answer has another stop_reason.
  told: ({ content, stop_reason }) =>
    stop_reason === "end_turn" && content.find((block: { type: string }) => block.type === "text").text,
};
