/** Events of a contract, from nodes that give only so many at once. */
import type { BaseContract, DeferredTopicFilter, EventLog, Log } from "ethers";

/** Up to now, in order; in parts where a node gives no more at once. */
export async function eventsSince(
  contract: BaseContract,
  filter: DeferredTopicFilter,
  from: number,
): Promise<EventLog[]> {
  const last = await contract.runner!.provider!.getBlockNumber();
  return (await logs(contract, filter, from, last)).filter((log): log is EventLog => "args" in log);
}

async function logs(
  contract: BaseContract,
  filter: DeferredTopicFilter,
  from: number,
  to: number,
): Promise<(EventLog | Log)[]> {
  try {
    return await contract.queryFilter(filter, from, to);
  } catch (error) {
    if (from >= to) throw error;
    const middle = Math.floor((from + to) / 2);
    const [first, second] = [await logs(contract, filter, from, middle), await logs(contract, filter, middle + 1, to)];
    return [...first, ...second];
  }
}
