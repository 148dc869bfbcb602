/** Where OpenAI requests go when a real model should answer them. */
export interface AiBackend {
  /** Root of an OpenAI-compatible API, for example `http://127.0.0.1:11434/v1`. */
  readonly baseUrl: string;
  /** Model name to ask for there; the requested one when absent. */
  readonly model?: string;
}
