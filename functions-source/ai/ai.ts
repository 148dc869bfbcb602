import type { HttpRequest } from "../effects.ts";

/** The secrets of a run. All are optional: without a key that AI is not asked, without any the rules decide. */
export type Secrets = Readonly<Record<string, string | undefined>>;

/** One provider of AI text. */
export interface Ai {
  /** Name of the secret that holds its key. */
  readonly secret: string;
  /** The request for a prompt and a message, answered by nothing but JSON of the schema. */
  ask(key: string, prompt: string, content: string, schema: unknown, secrets: Secrets): HttpRequest;
  /** The model's text in a reply's JSON; anything but a complete answer throws or is not text. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  told(reply: any): string;
}

/** A POST of JSON. */
export const post = (url: string, headers: Readonly<Record<string, string>>, body: unknown): HttpRequest => ({
  url,
  init: {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  },
});
