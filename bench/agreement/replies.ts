/** Replies of the world's own services, in their real wire formats, to requests of runs in this process. */
import type { HttpRequest, Settled } from "../../functions-source/effects.ts";
import { createVendors } from "../../simulations/world/ai/vendors.ts";
import type { WorldReply, WorldRequest } from "../../simulations/world/exchange.ts";
import { PROVIDERS } from "../../simulations/world/providers/index.ts";
import type { Service } from "../../simulations/world/service.ts";
import type { Input } from "./subject.ts";

/** A request meets its service as it is, an error, nothing in time, or an AI that says this JSON. */
export const AS_IT_IS = "";
export const FAILING = "!";
export const TOO_LATE = "?";
/** Longest answer that is remembered, in characters. */
const MAX_KEPT = 10_000;
/** What providers answer when they fail. */
const STATUS = 503;

const AIS = createVendors();
const byHost = new Map([...PROVIDERS, ...AIS].flatMap((one) => one.hosts.map((host) => [host, one] as const)));
const known = new Map<string, WorldReply>();
const CONTEXT = { faults: [], signal: new AbortController().signal };

export function serviceOf({ url }: HttpRequest): { readonly name: string; readonly isAi: boolean } {
  const service = serviceAt(url);
  return { name: service.name, isAi: AIS.includes(service) };
}

/** What a run is handed for its request. */
export function reply({ now }: Input, request: HttpRequest, met: string): Settled {
  if (met === TOO_LATE) return undefined;
  const { status, body } = worldReply(serviceAt(request.url), met, () => undisturbed(request, now));
  return [status, body];
}

/** What the service answers when the request meets that; `usual` is what it answers undisturbed. */
export function worldReply(service: Service, met: string, usual: () => WorldReply): WorldReply {
  if (met === FAILING) return service.refuse(STATUS);
  const answer = usual();
  return met === AS_IT_IS ? answer : { ...answer, body: saying(answer.body, met) };
}

function serviceAt(url: string): Service {
  const { host } = new URL(url);
  const service = byHost.get(host);
  if (service === undefined) throw new Error(`The laboratory's world has no host ${host}.`);
  return service;
}

/** Asked once for equal requests, unless the answer is long. */
function undisturbed({ url, init }: HttpRequest, now: number): WorldReply {
  const service = serviceAt(url);
  // What a provider shows of a whole history depends on the time; of an AI's answers only the envelope is needed, which is
  // the same for all, and no request is checked twice.
  const key = init.body ? service.name : `${now} ${url}`;
  let answer = known.get(key);
  if (answer === undefined) {
    const headers = Object.fromEntries(
      Object.entries(init.headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const request: WorldRequest = {
      node: 0,
      method: init.method ?? "GET",
      url: new URL(url),
      headers,
      body: init.body ?? "",
    };
    answer = service.answer(request, { now, ...CONTEXT }) as WorldReply;
    if (answer.body.length <= MAX_KEPT) known.set(key, answer);
  }
  return answer;
}

/** The same envelope with other content: the text of the model's answer is JSON within JSON. */
function saying(body: string, text: string): string {
  const envelope = JSON.parse(body) as { choices: [{ message: { content: string } }] };
  envelope.choices[0].message.content = text;
  return JSON.stringify(envelope);
}
