import { tail } from "../support.ts";
import type { HttpRequest, Settled } from "../../../functions-source/effects.ts";
import { DAY } from "../../../functions-source/limits.ts";
import { createVendors } from "../../../simulations/world/ai/vendors.ts";
import type { WorldReply } from "../../../simulations/world/exchange.ts";
import { PROVIDERS } from "../../../simulations/world/providers/index.ts";

/** A day of the world's made-up Hacker News, on which the honest stand-in chooses neither what hostile titles demand. */
export const TODAY = Date.parse("2026-11-20") / 1_000;
const NOW = TODAY + 4 * DAY;

/** A tail that asks about it, after an evolution to `market`. */
export const TAIL = tail({ period: 20_777n, periodEnd: BigInt(TODAY + DAY), lastReading: 600n });
/** Keys of both vendors; the stand-ins take any. */
export const KEYS = { openaiKey: "sk-test", mistralKey: "test" };

const AIS = createVendors(undefined);

/** What the world's services reply on that day, in their own wire. */
export function honest(request: HttpRequest): Settled {
  const { url, init } = request;
  const service = [...PROVIDERS, ...AIS].find(({ hosts }) => hosts.includes(new URL(url).hostname))!;
  const headers = Object.fromEntries(Object.entries(init.headers).map(([name, value]) => [name.toLowerCase(), value]));
  const asked = { node: 0, method: init.method ?? "GET", url: new URL(url), headers, body: init.body ?? "" };
  const { status, body } = service.answer(asked, {
    now: NOW,
    faults: [],
    signal: new AbortController().signal,
  }) as WorldReply;
  return [status, body];
}

/** The same replies, but the day's best story has another title. */
export const withTitle =
  (title: string | null) =>
  (request: HttpRequest): Settled => {
    const [status, body] = honest(request)!;
    if (!request.url.includes("algolia")) return [status, body];
    const reply = JSON.parse(body) as { hits: { title: string | null }[] };
    reply.hits[0]!.title = title;
    return [status, JSON.stringify(reply)];
  };
