/** The secrets of a run. All are optional: without a key that AI is not asked, without any the rules decide. */
export type Secrets = Readonly<Record<string, string | undefined>>;

/** Where to POST what with which headers beside the content's type. */
export type Question = readonly [url: string, headers: Readonly<Record<string, string>>, body: unknown];

/** One provider of AI text. */
export interface Ai {
  /** Name of the secret that holds its key. */
  readonly secret: string;
  /** How to have a prompt and a message answered by nothing but JSON of the schema. */
  ask(prompt: string, content: string, schema: object, secrets: Secrets): Question;
  /** The model's text in a reply's JSON; anything but an answer throws or is no JSON of a choice. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  told(reply: any): string;
}
