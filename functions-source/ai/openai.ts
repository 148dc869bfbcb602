import { MAX_TOKENS } from "../limits.ts";
import type { Ai } from "./ai.ts";

/**
 * OpenAI Chat Completions, which local servers speak too: secret `openaiBase` names another base URL, `openaiModel`
 * another model. Neither temperature nor seed is sent: the families either refuse or ignore them.
 */
export const openai: Ai = {
  secret: "openaiKey",
  ask: (prompt, content, schema, { openaiBase, openaiModel }) => [
    (openaiBase ?? "https://api.openai.com/v1") + "/chat/completions",
    {
      model: openaiModel ?? "gpt-6-luna",
      reasoning_effort: "none",
      max_completion_tokens: MAX_TOKENS,
      messages: [
        { role: "system", content: prompt },
        { role: "user", content },
      ],
      response_format: { type: "json_schema", json_schema: { name: "imago", strict: true, schema } },
    },
  ],
  // A refusal has no content, a truncated answer another finish_reason.
  told: ({ choices: [{ message, finish_reason }] }) => finish_reason === "stop" && message.content,
};
