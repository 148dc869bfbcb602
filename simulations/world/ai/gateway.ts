import { json, NotInWorldError, type WorldReply, type WorldRequest } from "../exchange.ts";
import { AI_FAULTS } from "../faults/fault.ts";
import type { AnswerContext, Service } from "../service.ts";
import { isKey } from "./fields.ts";

/** What a path begins with: account, gateway and provider. */
const PATH = /^\/v1\/[^/]+\/[^/]+\/([^/]+)\//;
/** The vendor behind each provider's name, and the root that the rest of the path stands below. */
const PROVIDERS: Readonly<Record<string, readonly [vendor: Service["name"], root: string]>> = {
  openai: ["openai", "https://api.openai.com/v1/"],
  mistral: ["mistral", "https://api.mistral.ai/"],
  anthropic: ["anthropic", "https://api.anthropic.com/"],
  "google-ai-studio": ["gemini", "https://generativelanguage.googleapis.com/"],
};
/** Seconds that an answer may be kept: a minute to a month; five minutes if there is a key and no time. */
const [LEAST_TTL, MOST_TTL, USUAL_TTL] = [60, 2_592_000, 300];

interface Kept {
  readonly reply: WorldReply;
  readonly since: number;
  readonly until: number;
}

/**
 * Cloudflare's AI Gateway, with authentication, before the stand-ins of the vendors, whose faults it passes on. It keeps
 * good answers under `cf-aig-cache-key` for `cf-aig-cache-ttl` seconds and says in `cf-aig-cache-status` whether one was
 * kept.
 *
 * Requests of one moment do not wait for each other, as they do not in reality: what one of them is answered is seen by
 * the others only from the next second on, so a round that nobody warmed up asks the vendor once a node.
 */
export function createGateway(vendors: readonly Service[]): Service {
  const cache = new Map<string, Kept>();
  return {
    name: "ai-gateway",
    hosts: ["gateway.ai.cloudflare.com"],
    synthetic: true,
    faults: AI_FAULTS,
    answer: (request, context) => throughCache(cache, vendors, request, context),
    refuse: (status) => gatewayError(status, status === 429 ? 2003 : 2000, "Provider or gateway error"),
  };
}

async function throughCache(
  cache: Map<string, Kept>,
  vendors: readonly Service[],
  request: WorldRequest,
  context: AnswerContext,
): Promise<WorldReply> {
  const { headers, url } = request;
  const [start, provider = ""] = PATH.exec(url.pathname) ?? [];
  const [name, root] = PROVIDERS[provider] ?? [];
  const vendor = vendors.find((each) => each.name === name);
  if (start === undefined || vendor === undefined) return gatewayError(400, 2008, "Invalid provider");
  if (!isKey(/^Bearer (.*)$/.exec(headers["cf-aig-authorization"] ?? "")?.[1]))
    return gatewayError(401, 2009, "Unauthorized");
  const ttl = ttlOf(headers);
  const target = new URL(root + url.pathname.slice(start.length) + url.search);
  // Without a key of one's own everything counts, the vendor's key included.
  const key = headers["cf-aig-cache-key"] ?? JSON.stringify([target.href, headers.authorization, request.body]);
  const kept = cache.get(key);
  if (ttl > 0 && kept !== undefined && kept.since < context.now && context.now < kept.until)
    return withStatus(kept.reply, "HIT");
  const reply = await vendor.answer({ ...request, url: target }, context);
  // Errors are never kept; of two that were answered at once the later stays.
  if (ttl > 0 && reply.status === 200) cache.set(key, { reply, since: context.now, until: context.now + ttl });
  return withStatus(reply, "MISS");
}

/** @throws NotInWorldError for a time that the gateway would not keep an answer */
function ttlOf(headers: WorldRequest["headers"]): number {
  const ttl = Number(headers["cf-aig-cache-ttl"] ?? (headers["cf-aig-cache-key"] === undefined ? 0 : USUAL_TTL));
  if (ttl !== 0 && !(Number.isInteger(ttl) && ttl >= LEAST_TTL && ttl <= MOST_TTL))
    throw new NotInWorldError(`its gateway keeps answers for ${LEAST_TTL} to ${MOST_TTL} s, not ${ttl}`);
  return ttl;
}

function withStatus(reply: WorldReply, status: "HIT" | "MISS"): WorldReply {
  return { ...reply, headers: { ...reply.headers, "cf-aig-cache-status": status } };
}

function gatewayError(status: number, code: number, message: string): WorldReply {
  return json(status, { success: false, result: [], messages: [], error: [{ code, message }] });
}
