import type { Ai } from "./ai.ts";

/**
 * Tokens that Gemini may write. Its thoughts count, too, and even the lowest level does not promise that there are none.
 */
const MAX_WRITTEN = 1_000;

interface Part {
  readonly text: string;
  readonly thought?: boolean;
}

/**
 * Google's Gemini by its own wire, generateContent, with structured output; secrets `geminiKey`, `geminiBase` and `geminiModel`. It
 * ignores a temperature, and refuses more than one candidate; a seed is best effort.
 */
export const gemini: Ai = {
  secret: "geminiKey",
  ask: (prompt, content, schema, { geminiKey, geminiBase, geminiModel }) => [
    `${geminiBase ?? "https://generativelanguage.googleapis.com/v1beta"}/models/${geminiModel ?? "gemini-3.5-flash-lite"}:generateContent`,
    // A bearer would be taken for a token of OAuth.
    { "x-goog-api-key": geminiKey! },
    {
      systemInstruction: { parts: [{ text: prompt }] },
      contents: [{ role: "user", parts: [{ text: content }] }],
      generationConfig: {
        responseMimeType: "application/json",
        responseJsonSchema: schema,
        maxOutputTokens: MAX_WRITTEN,
        seed: 7,
        thinkingConfig: { thinkingLevel: "minimal" },
      },
    },
  ],
  // Thoughts may come first; a blocked prompt has no candidates, a blocked or truncated answer another finishReason.
  told: ({ candidates: [{ content, finishReason }] }) =>
    finishReason === "STOP" && content.parts.find(({ thought }: Part) => !thought).text,
};
