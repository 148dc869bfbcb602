/** Secrets with keys that the stand-ins accept, as they accept any; real ones are never used in a simulation. */
export const STAND_IN_KEYS = {
  openaiKey: "sk-simulation",
  mistralKey: "mistral-simulation",
  anthropicKey: "sk-ant-simulation",
  geminiKey: "gemini-simulation",
} as const;
