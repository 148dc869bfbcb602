/** The secrets of a run. All are optional: without a key that AI is not asked, without any the rules decide. */
export type Secrets = Readonly<Record<string, string | undefined>>;

/** One provider of AI text. */
export interface Ai {
  /** Name of the secret that holds its key. */
  readonly secret: string;
  /** Where to POST what, to have a prompt and a message answered by nothing but JSON of the schema. */
  ask(prompt: string, content: string, schema: unknown, secrets: Secrets): readonly [url: string, body: unknown];
  /** The model's text in a reply's JSON; anything but a complete answer throws or is not text. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  told(reply: any): string;
}
