/** What a node's requests meet: the world's own answers, with the row's faults, wobble and borders drawn from a seed. */
import type { HttpRequest, Settled } from "../../functions-source/effects.ts";
import { wobbled } from "../../simulations/world/ai/wobble.ts";
import type { JsonSchema } from "../../simulations/world/ai/schema.ts";
import { createAnthropic } from "../../simulations/world/ai/anthropic.ts";
import { createOpenAi } from "../../simulations/world/ai/openai.ts";
import type { WorldReply } from "../../simulations/world/exchange.ts";
import { fractionOf, hash32 } from "../../simulations/world/hash.ts";
import { PROVIDERS } from "../../simulations/world/providers/index.ts";
import type { Service } from "../../simulations/world/service.ts";
import { type Setting, VENDOR_GAP } from "./setting.ts";

/** Which request of which run this is; equal calls meet the same. */
export interface Call {
  /** What distinguishes an input from others: all nodes and attempts of it share the vendors' steady answers. */
  readonly input: string;
  /** What distinguishes rounds of one input. */
  readonly round: string;
  readonly node: number;
}

const services: readonly Service[] = [...PROVIDERS, createOpenAi(undefined), createAnthropic()];
const byHost = new Map(services.flatMap((service) => service.hosts.map((host) => [host, service] as const)));
const context = { now: Date.UTC(2026, 11, 30) / 1_000, faults: [], signal: new AbortController().signal };
const known = new Map<string, WorldReply>();

/** The reply to one request, or undefined for none in time. */
export function replyTo(request: HttpRequest, setting: Setting, call: Call): Settled {
  const { host } = new URL(request.url);
  const service = byHost.get(host);
  if (service === undefined) throw new Error(`The laboratory's world has no host ${host}.`);
  const key = `${call.round}|${call.node}|${service.name}`;
  if (fractionOf(`fault|${key}`) < setting.providerFaults) return undefined;
  const isAi = request.init.method === "POST";
  if (isAi && fractionOf(`slow|${key}`) < setting.slow) return undefined;
  const { status, body } = steady(service, request);
  return [status, isAi ? judged(body, request.init.body!, service.name, setting, call) : body];
}

/** The world's answer without any fault; asked once for equal requests. */
function steady(service: Service, { url, init }: HttpRequest): WorldReply {
  const key = `${url}\n${init.body ?? ""}`;
  const old = known.get(key);
  if (old !== undefined) return old;
  const headers = Object.fromEntries(Object.entries(init.headers).map(([name, value]) => [name.toLowerCase(), value]));
  const request = { node: 0, method: init.method ?? "GET", url: new URL(url), headers, body: init.body ?? "" };
  const reply = service.answer(request, context);
  if (reply instanceof Promise) throw new Error("Only a backend of one's own answers later.");
  known.set(key, reply);
  return reply;
}

/** The same envelope with what this vendor says in this call. */
function judged(body: string, asked: string, vendor: string, setting: Setting, call: Call): string {
  const text = textIn(body);
  const schema = schemaIn(JSON.parse(asked));
  let said = JSON.parse(text) as Record<string, unknown>;
  // The second vendor is another model: its steady answer differs here and there from the first one's.
  if (vendor === "anthropic") said = wobbled(said, schema, VENDOR_GAP * 100, `gap|${call.input}`) as typeof said;
  said = onBorder(said, schema, vendor, setting, call);
  said = wobbled(said, schema, setting.wobble * 100, `${call.round}|${call.node}|${vendor}`) as typeof said;
  return body.replace(JSON.stringify(text), JSON.stringify(JSON.stringify(said)));
}

/** A vendor whose border this input lies on says one field by the toss of a coin. */
function onBorder(
  said: Record<string, unknown>,
  schema: JsonSchema,
  vendor: string,
  { borderline, correlated }: Setting,
  { input, round, node }: Call,
): Record<string, unknown> {
  if (fractionOf(`border|${vendor}|${input}`) >= borderline) return said;
  const fields = Object.keys(said);
  const field = fields[hash32(`field|${vendor}|${input}`) % fields.length]!;
  const toss = correlated ? `toss|${vendor}|${round}` : `toss|${vendor}|${round}|${node}`;
  if (fractionOf(toss) < 0.5) return said;
  const child = schema.properties![field]!;
  // The neighbour is the same for everybody: the other side of the border.
  return { ...said, [field]: wobbled(said[field], child, 100, `other|${vendor}|${input}`) };
}

function textIn(body: string): string {
  const reply = JSON.parse(body) as {
    choices?: [{ message: { content: string } }];
    content?: [{ text: string }];
  };
  return reply.choices?.[0].message.content ?? reply.content![0].text;
}

function schemaIn(asked: {
  response_format?: { json_schema: { schema: JsonSchema } };
  output_config?: { format: { schema: JsonSchema } };
}): JsonSchema {
  return asked.response_format?.json_schema.schema ?? asked.output_config!.format.schema;
}
