import type { Ai } from "./ai.ts";

/** Roots of the vendors' URLs, and what Cloudflare's AI Gateway has in their place. */
const ROUTES = [
  ["https://api.openai.com/v1/", "/openai/"],
  ["https://api.mistral.ai/", "/mistral/"],
  ["https://api.anthropic.com/", "/anthropic/"],
  ["https://generativelanguage.googleapis.com/", "/google-ai-studio/"],
] as const;

/** Seconds that an answer is kept for other nodes: longer than a round with its attempts, shorter than any period. */
const KEPT = "3600";

/**
 * An AI behind the cache of Cloudflare's AI Gateway, so that nodes which ask one after the other hear one answer.
 * `docs/agreement.md` says what that trusts, and what it does not give.
 *
 * Secret `aiGateway` is the gateway's URL, `https://gateway.ai.cloudflare.com/v1/<account>/<gateway>`; without it, or with
 * another server in the vendor's place, the AI is asked directly. `aiGatewayToken` is the token of a gateway that wants
 * one.
 *
 * The key of an answer is made of all that the vendor is asked and of how often it was asked in this run. So it is the
 * same for all nodes of a program and period that read the same world, and no node hears the answer to another question;
 * and a vendor that is asked again is asked indeed, where the first answer's key would only repeat its wobble.
 */
export const viaGateway = (ai: Ai): Ai => {
  // A run has one schema object for all that it asks: what is counted by it is of that run alone.
  const asked = new WeakMap<object, number>();
  return {
    ...ai,
    ask(prompt, content, schema, secrets) {
      const [url, headers, body] = ai.ask(prompt, content, schema, secrets);
      const { aiGateway, aiGatewayToken } = secrets;
      const [root, route] = ROUTES.find(([start]) => url.startsWith(start)) ?? [];
      if (!aiGateway || !root) return [url, headers, body];
      const nth = (asked.get(schema as object) ?? 0) + 1;
      asked.set(schema as object, nth);
      return [
        aiGateway + route + url.slice(root.length),
        {
          ...headers,
          "cf-aig-cache-key": ["imago", ai.secret, fingerprint(JSON.stringify(body)), nth].join("-"),
          "cf-aig-cache-ttl": KEPT,
          ...(aiGatewayToken && { "cf-aig-authorization": "Bearer " + aiGatewayToken }),
        },
        body,
      ];
    },
  };
};

/** FNV-1a of 64 bits over UTF-16 code units: tells questions apart, and protects nothing. */
const fingerprint = (text: string): string => {
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at++)
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n);
  return hash.toString(16);
};
