import type { HttpRequest, Settled } from "../../../functions-source/effects.ts";
import { AI_MS } from "../../../functions-source/limits.ts";
import { createVendors } from "../../../simulations/world/ai/vendors.ts";
import type { WorldRequest } from "../../../simulations/world/exchange.ts";
import type { Fault } from "../../../simulations/world/faults/fault.ts";
import { throughFaults } from "../../../simulations/world/faults/transport.ts";

/** The stand-ins of all vendors, at their hosts. */
const SERVICES = createVendors();
const CONTEXT = { now: 1_795_219_200, signal: new AbortController().signal };

/** A request as a vendor receives it. */
export function received({ url, init }: HttpRequest): WorldRequest {
  const headers = Object.entries(init.headers).map(([name, value]) => [name.toLowerCase(), value]);
  return {
    node: 0,
    method: init.method ?? "GET",
    url: new URL(url),
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: init.body ?? "",
  };
}

/** What a vendor's stand-in answers under faults, as a run sees it: nothing when it takes longer than AIs are granted. */
export async function answered(request: HttpRequest, faults: readonly Fault[]): Promise<Settled> {
  const service = SERVICES.find(({ hosts }) => hosts.includes(new URL(request.url).hostname))!;
  let waited = 0;
  const wait = (ms: number): Promise<void> => ((waited += ms), Promise.resolve());
  const reply = () => service.answer(received(request), { ...CONTEXT, faults });
  const outcome = await throughFaults(faults, service, reply, wait, CONTEXT.signal);
  return outcome === "close" || waited >= AI_MS ? undefined : [outcome.status, outcome.body];
}
