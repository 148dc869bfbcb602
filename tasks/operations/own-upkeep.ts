/** An upkeep that the account registered without coming to write it down. */
import type { ServiceContracts } from "./services.ts";
import { eventsSince } from "./events.ts";

type Automation = Pick<ServiceContracts, "registry" | "registrar">;

interface Wanted {
  /** Its admin, who also asked for it: anybody may register an upkeep of whatever terms in another's name. */
  readonly account: string;
  /** The contract that it calls. */
  readonly target: string;
  /** No block before it is searched. */
  readonly since: number;
}

/** What `maxValidBlocknumber` of an upkeep is until it is cancelled. */
const NEVER = 2n ** 32n - 1n;

/** The newest one in service. */
export async function findOwnUpkeep(
  { registry, registrar }: Automation,
  wanted: Wanted,
): Promise<{ readonly id: string; readonly forwarder: string } | undefined> {
  const { account, target, since } = wanted;
  const registered = await eventsSince(registry, registry.filters.UpkeepRegistered(), since);
  for (const { args } of registered.reverse()) {
    if (args.getValue("admin") !== account) continue;
    const id = args.getValue("id") as bigint;
    const found = await registry.getUpkeep(id);
    if (found.target !== target || found.maxValidBlocknumber !== NEVER) continue;
    if (await isAskedFor({ registrar }, id, wanted))
      return { id: id.toString(), forwarder: await registry.getForwarder(id) };
  }
  return undefined;
}

/** Whether the account itself asked the registrar for it: in the same transaction, or earlier, where its owner approves by hand. */
async function isAskedFor({ registrar }: Pick<Automation, "registrar">, id: bigint, { account, since }: Wanted) {
  const [approved] = await eventsSince(
    registrar,
    registrar.filters.RegistrationApproved(undefined, undefined, id),
    since,
  );
  if (approved === undefined) return false;
  const hash = approved.args.getValue("hash") as string;
  const all = await eventsSince(registrar, registrar.filters.RegistrationRequested(hash), since);
  const earlier = all.filter((one) => one.blockNumber <= approved.blockNumber);
  const together = earlier.filter((one) => one.transactionHash === approved.transactionHash);
  for (const one of together.length > 0 ? together : earlier)
    if ((await one.getTransaction()).from === account) return true;
  return false;
}
