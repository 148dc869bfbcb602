/** Which services of the world a program's feeds are. */
import { VENDORS } from "../../functions-source/ai/vendors.ts";
import type { Program } from "../../functions-source/program.ts";
import { AI_FAULTS, type FaultKind } from "../world/faults/fault.ts";
import { PROVIDERS } from "../world/providers/index.ts";
import type { ServiceName } from "../world/index.ts";

/** All AI vendors; the shipped programs ask the first two, in this order. */
export const AI_SERVICES: readonly ServiceName[] = VENDORS.map(({ name }) => name);

/** Every service of the world, with the faults of values or answers that it can act out. */
export const SERVICES: readonly { readonly name: ServiceName; readonly kinds: readonly FaultKind[] }[] = [
  ...PROVIDERS.map(({ name, faults }) => ({ name, kinds: faults })),
  ...[...AI_SERVICES, "ai-gateway" as const].map((name) => ({ name, kinds: AI_FAULTS })),
];

/**
 * The services behind a program's feeds, in the program's order.
 *
 * @throws Error if the world does not hold one of them
 */
export function servicesOf({ core }: Program): ServiceName[] {
  return core.feeds.map((feed) => {
    const { hostname } = new URL(`https://${feed.address(0, 0)}`);
    const service = PROVIDERS.find(({ hosts }) => hosts.includes(hostname));
    if (service === undefined)
      throw new Error(`The world has no ${hostname}, which ${core.name} asks; add a provider.`);
    return service.name;
  });
}
