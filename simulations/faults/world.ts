/** Faults of the world: of each service by name, and of a program's feeds and AIs by their place. */
import {
  TRANSPORT_FAULTS,
  type AiFault,
  type FaultKind,
  type TransportFault,
  type ValueFault,
} from "../world/faults/fault.ts";
import type { ServiceName } from "../world/index.ts";
import { type OffChainFault, type Surroundings, type Target, once } from "./fault.ts";
import { AI_SERVICES, SERVICES, servicesOf } from "./services.ts";

type Form = TransportFault | ValueFault | AiFault;

/** Late, but within every budget of a run. */
const SLOW_MS = 400;

/** `predicate` is what the service does. */
const forms: readonly (readonly [suffix: string, predicate: string, form: Form])[] = [
  ["down", "closes every connection without an answer", { kind: "down" }],
  ["slow", `answers ${SLOW_MS} ms late`, { kind: "slow", ms: SLOW_MS }],
  ["hang", "never answers", { kind: "hang" }],
  ...([403, 429, 500, 503, 529] as const).map(
    (status) => [String(status), `refuses with status ${status}`, { kind: "status", status }] as const,
  ),
  ["html", "answers with an HTML page", { kind: "html" }],
  ["malformed", "breaks off in the middle", { kind: "malformed" }],
  ["null", "has no value", { kind: "nullValue" }],
  ["stale", "gives the day before", { kind: "stale" }],
  ["open-candle", "gives the candle half way", { kind: "openCandle" }],
  ["wrong", "is off by 5 percent", { kind: "wrongByPercent", percent: 5 }],
  ["hostile", "tells an AI what to do beside its values", { kind: "hostileText" }],
  ["refusal", "declines to answer", { kind: "refusal" }],
  ["truncated", "reaches its token limit", { kind: "truncated" }],
  ["reasoning-first", "reasons before it answers", { kind: "reasoningFirst" }],
  ["invalid-json", "answers in prose", { kind: "invalidJson" }],
  ["outside-schema", "answers outside the schema", { kind: "outsideSchema" }],
  ["wobble", "chooses otherwise every other time", { kind: "wobble", percent: 50 }],
  ["key-expired", "no longer takes the key", { kind: "keyExpired" }],
  ["stall", "answers after 12 s", { kind: "stall" }],
];

function canAct(kinds: readonly FaultKind[], { kind }: Form): boolean {
  return kinds.includes(kind) || (TRANSPORT_FAULTS as readonly FaultKind[]).includes(kind);
}

const byName: readonly OffChainFault[] = SERVICES.flatMap(({ name, kinds }) =>
  forms
    .filter(([, , form]) => canAct(kinds, form))
    .map(([suffix, predicate, form]) => worldFault(`${name}-${suffix}`, `${name} ${predicate}`, () => [name], form)),
);

/** Services by a program's own order, for every program of the deployment. */
const placed = (from: number, to?: number) => (environment: Surroundings) => [
  ...new Set(environment.deployment.works.flatMap(({ program }) => servicesOf(program).slice(from, to))),
];
const down: Form = { kind: "down" };

const byPlace: readonly OffChainFault[] = [
  worldFault("first-feed-down", "each program's first provider is gone", placed(0, 1), down),
  worldFault("two-feeds-down", "each program's first two providers are gone", placed(0, 2), down),
  worldFault("all-feeds-down", "all providers are gone", placed(0), down),
  worldFault("feed-contradicts", "each program's first provider says 5 percent more than the others", placed(0, 1), {
    kind: "wrongByPercent",
    percent: 5,
  }),
  revisedBetweenCalls(),
  worldFault("first-ai-down", "the first AI is gone", () => AI_SERVICES.slice(0, 1), down),
  worldFault("all-ais-down", "no AI answers", () => AI_SERVICES, down),
];

export const worldFaults: readonly OffChainFault[] = [...byName, ...byPlace];

function worldFault(
  id: string,
  sentence: string,
  servicesIn: (environment: Surroundings) => readonly ServiceName[],
  form: Form,
  nodesIn: (environment: Surroundings, target: Target) => readonly number[] | undefined = (_, { nodes }) => nodes,
): OffChainFault {
  return {
    id,
    sentence,
    strikes: "world",
    apply: async (environment, target = {}) => {
      const { from, until } = target;
      const nodes = nodesIn(environment, target);
      const aim = {
        ...(nodes === undefined ? {} : { nodes }),
        ...(from === undefined ? {} : { from }),
        ...(until === undefined ? {} : { until }),
      };
      const removals = servicesIn(environment).map((service) =>
        environment.world.faults.add({ service, ...aim, ...form }),
      );
      return once(() => removals.forEach((remove) => remove()));
    },
  };
}

/** Half of the nodes ask before a revision, half after it. */
function revisedBetweenCalls(): OffChainFault {
  return worldFault(
    "feed-revised",
    "each program's first provider revises its value by 5 percent when half of the nodes have asked",
    placed(0, 1),
    { kind: "wrongByPercent", percent: 5 },
    ({ network }, { nodes }) => nodes ?? network.nodes.slice(network.nodes.length / 2).map(({ index }) => index),
  );
}
