import type { Ai } from "./ai.ts";

/**
 * An AI behind the cache of Cloudflare's AI Gateway, so that nodes which ask one after the other hear one answer.
 * `docs/agreement.md` says what that trusts, and what it does not give.
 *
 * The gateway's URL for the vendor stands in the vendor's own secret, such as `openaiBase`; `aiGatewayToken` is the token
 * without which the gateway should let nobody in; whoever is asked gets it, so it may be set only where the URLs are. How long it keeps answers is its own setting, 5 minutes if there is
 * none.
 *
 * The key of an answer is the vendor, how often it was asked in this run, and all that it was told. So it is the same
 * for all nodes of a program and period that read the same world, no node hears the answer to another question, and a
 * vendor that is asked again is asked indeed, where the first answer's key would only repeat its wobble.
 */
export const viaGateway = (ai: Ai): Ai => {
  // A run has one schema object for all that it asks: what is counted by it is of that run alone, and a worker has one run.
  const counts = new Map<unknown, number>();
  return {
    ...ai,
    ask(prompt, content, schema, secrets) {
      const [url, headers, body] = ai.ask(prompt, content, schema, secrets);
      const nth = (counts.get(schema) ?? 0) + 1;
      counts.set(schema, nth);
      return [
        url,
        {
          ...headers,
          // A header holds no other signs than ASCII's; to leave them out makes it no longer than the question.
          "cf-aig-cache-key": (ai.secret + nth + prompt + content).replace(/[^ -~]/g, ""),
          "cf-aig-authorization": "Bearer " + secrets["aiGatewayToken"],
        },
        body,
      ];
    },
  };
};
