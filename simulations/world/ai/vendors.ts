import type { Service } from "../service.ts";
import { createAnthropic } from "./anthropic.ts";
import type { AiBackend } from "./backend.ts";
import { createGemini } from "./gemini.ts";
import { createMistral } from "./mistral.ts";
import { createOpenAi } from "./openai.ts";

/** The stand-ins of all AI vendors, in the order of functions-source/ai/vendors.ts. */
export function createVendors(backend?: AiBackend): Service[] {
  return [createOpenAi(backend), createMistral(), createAnthropic(), createGemini()];
}
