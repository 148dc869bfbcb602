/** Faults of nodes. Each strikes f nodes, or with `-beyond-f` in its name one more than a DON is made to bear. */
import type { ServiceName } from "../world/index.ts";
import { type Lift, type OffChainFault, type Surroundings, once } from "./fault.ts";
import { copyAnother, forge, sayBytes, sayError, sayWrongDigest, sayWrongState } from "./lies.ts";
import { servicesOf } from "./services.ts";
import type { Distortion, NodeHandle } from "../network/index.ts";

type Act = (environment: Surroundings, nodes: readonly number[]) => Promise<Lift>;

const HOUR = 3_600;
/** Late, but within every budget of a run. */
const SLOW_MS = 400;
const CHOSEN_BYTES = `0x${"c0ffee".repeat(10)}`;

/** `subject` is what the fault does to "the nodes". */
const kinds: readonly (readonly [id: string, subject: string, act: Act])[] = [
  ["slow", `get every answer of the world ${SLOW_MS} ms late`, inWorld(() => ["*"], { kind: "slow", ms: SLOW_MS })],
  ["stopped", "have been ended in order", ending((node) => node.stop())],
  ["killed", "have been ended as by a crash", ending((node) => node.kill())],
  ["restarted", "are begun again and know nothing of what they observed", restarting],
  ["lying-bytes", "observe chosen bytes that are no answer", lying(() => sayBytes(CHOSEN_BYTES))],
  ["lying-copy", "repeat what another node says", lying(() => copyAnother)],
  ["lying-state", "change the state of their answer", lying(() => sayWrongState)],
  ["lying-digest", "change the digest of their answer", lying(() => sayWrongDigest)],
  ["lying-error", "observe an error", lying(() => sayError("FEED_QUORUM:none,none"))],
  ["lying-forged", "forge an answer that the ledger would accept", lying(({ deployment }) => forge(deployment.works))],
  ["cut-off", "cannot reach each program's first provider", inWorld(firstFeeds, { kind: "down" })],
  ["clock-off", "have clocks that are an hour ahead", clockOff],
];

/** Faults of nodes, each for f of them and for f + 1. */
export const nodeFaults: readonly OffChainFault[] = kinds.flatMap(([id, subject, act]) => [
  nodeFault(`node-${id}`, `f nodes ${subject}`, 0, act),
  nodeFault(`node-${id}-beyond-f`, `f + 1 nodes ${subject}`, 1, act),
]);

function nodeFault(id: string, sentence: string, beyond: number, act: Act): OffChainFault {
  return {
    id,
    sentence,
    strikes: "nodes",
    apply: (environment, { nodes } = {}) => act(environment, nodes ?? upTo(faulty(environment) + beyond)),
  };
}

/** How many faulty nodes a DON of this size bears. */
export function faulty({ network }: Pick<Surroundings, "network">): number {
  return Math.floor((network.nodes.length - 1) / 3);
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** @throws RangeError for a node that does not exist */
function nodesOf({ network }: Surroundings, indices: readonly number[]): NodeHandle[] {
  return indices.map((index) => {
    const node = network.nodes[index];
    if (node === undefined) throw new RangeError(`There is no node ${index}; choose 0 to ${network.nodes.length - 1}.`);
    return node;
  });
}

function ending(end: (node: NodeHandle) => Promise<void>): Act {
  return async (environment, indices) => {
    const nodes = nodesOf(environment, indices);
    await Promise.all(nodes.map(end));
    return once(async () => void (await Promise.all(nodes.map((node) => node.start()))));
  };
}

async function restarting(environment: Surroundings, indices: readonly number[]): Promise<Lift> {
  await Promise.all(nodesOf(environment, indices).map((node) => node.restart()));
  return once(() => undefined);
}

function lying(lieIn: (environment: Surroundings) => Distortion): Act {
  return async (environment, indices) => {
    const lie = lieIn(environment);
    const honest = nodesOf(environment, indices).map(({ index }) => environment.network.don.distort(index, lie));
    return once(() => honest.forEach((stop) => stop()));
  };
}

function inWorld(
  servicesIn: (environment: Surroundings) => readonly (ServiceName | "*")[],
  form: { readonly kind: "down" } | { readonly kind: "slow"; readonly ms: number },
): Act {
  return async (environment, indices) => {
    const nodes = nodesOf(environment, indices).map(({ index }) => index);
    const services = servicesIn(environment);
    const removals = services.map((service) => environment.world.faults.add({ service, nodes, ...form }));
    return once(() => removals.forEach((remove) => remove()));
  };
}

function firstFeeds({ deployment }: Surroundings): readonly ServiceName[] {
  return deployment.works.map(({ program }) => servicesOf(program)[0]!);
}

async function clockOff(environment: Surroundings, indices: readonly number[]): Promise<Lift> {
  const nodes = nodesOf(environment, indices);
  const set = async (seconds: number): Promise<void> => {
    await Promise.all(nodes.map((node) => node.setClock(seconds)));
  };
  await set(HOUR);
  return once(() => set(0));
}
