import { MAX_TOKENS } from "../limits.ts";
import { compatible } from "./compatible.ts";

/** OpenAI. Neither temperature nor seed is sent: the families either refuse or ignore them. */
export const openai = compatible("openai", "https://api.openai.com/v1", "gpt-6-luna", {
  reasoning_effort: "none",
  max_completion_tokens: MAX_TOKENS,
});
