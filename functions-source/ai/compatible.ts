import type { Ai } from "./ai.ts";

/**
 * A server of OpenAI's Chat Completions, the wire that most vendors and local servers share. Its secrets begin with the
 * vendor's name: `<vendor>Key`, without which it is not asked; `<vendor>Base` and `<vendor>Model` for another server and
 * another model than these.
 *
 * @param extras members of the request in which servers of this wire differ
 */
export const compatible = (vendor: string, base: string, model: string, extras: object): Ai => ({
  secret: vendor + "Key",
  ask: (prompt, content, schema, secrets) => [
    (secrets[vendor + "Base"] ?? base) + "/chat/completions",
    { Authorization: "Bearer " + secrets[vendor + "Key"] },
    {
      model: secrets[vendor + "Model"] ?? model,
      messages: [
        { role: "system", content: prompt },
        { role: "user", content },
      ],
      response_format: { type: "json_schema", json_schema: { name: "imago", strict: true, schema } },
      ...extras,
    },
  ],
  // A model that reasons may answer with chunks, of which the text is the last. There is no need to look at finish_reason:
  // a refusal has no content, and what was cut off is no JSON.
  told: ({
    choices: [
      {
        message: { content },
      },
    ],
  }) => content.at(-1).text ?? content,
});
