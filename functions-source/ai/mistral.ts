import { MAX_TOKENS } from "../limits.ts";
import { compatible } from "./compatible.ts";

/**
 * Mistral, by a dated model that does not reason unless it is told to. It still takes a temperature: at 0 it gives the
 * likeliest answer, which is steadier, not always equal, and leaves nothing for a seed to do.
 */
export const mistral = compatible("mistral", "https://api.mistral.ai/v1", "mistral-small-2603", {
  max_tokens: MAX_TOKENS,
  temperature: 0,
});
