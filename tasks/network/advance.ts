/** Moves a local network's clock from one due period to the next and waits for what comes of it. */
import { setTimeout as pause } from "node:timers/promises";

import { action } from "../common/action.ts";
import { TaskFailure, wrongInput } from "../common/failure.ts";
import { type Studio, openStudio } from "../common/studio.ts";
import { print } from "../common/terminal.ts";

interface Args {
  readonly periods: number;
}

/** How long a look of Automation and a round of the DON may take in real time. */
const PATIENCE_MS = 60_000;

export default action<Args>(async ({ periods }, hre) => {
  if (periods < 1) throw wrongInput(`--periods ${periods} is no number of periods; take 1 or more.`);
  await using studio = await openStudio(hre);
  if (studio.chain.local === undefined)
    throw new TaskFailure(`Time on chain ${studio.chain.id} passes by itself; only a local network's can be advanced.`);
  for (let one = 0; one < periods; one++) await livePeriod(studio);
});

async function livePeriod(studio: Studio): Promise<void> {
  const ids = Object.values(studio.record.programs).map(({ id }) => id);
  if (ids.length === 0) throw new TaskFailure("No program is deployed that could settle a period.");
  await moveTo(studio, await nextDue(studio, ids));
  const settled = await settle(studio, ids);
  for (const [name, { id }] of Object.entries(studio.record.programs)) {
    const { settledPeriod, evolutions } = await studio.ledger.statusOf(id);
    print(
      `${name}: ${settled.has(id) ? `settled period ${settledPeriod}` : "did not settle"}, ${evolutions} evolutions`,
    );
  }
}

/** Unix seconds of the earliest moment at which any active program has a period to ask for that it has not asked for yet. */
async function nextDue({ ledger, chain }: Studio, ids: readonly number[]): Promise<number> {
  const now = await timeOf(chain);
  const moments = await Promise.all(
    ids.map(async (id) => {
      const { due, dueAt, version } = await ledger.ask(id);
      if (due) return now;
      const { periodLength } = await ledger.termsOf(id, version);
      return Number(dueAt + periodLength);
    }),
  );
  return Math.max(now, Math.min(...moments));
}

/** Waits until nothing is due or pending any more, moving on to further attempts; says which programs settled. */
async function settle(studio: Studio, ids: readonly number[]): Promise<Set<number>> {
  const { ledger, consumer, chain } = studio;
  const settled = new Set<number>();
  const until = performance.now() + PATIENCE_MS;
  const waiting = new Set(ids);
  while (waiting.size > 0) {
    if (performance.now() > until)
      throw new TaskFailure("The local network's nodes do not answer; look at its terminal.");
    await pause(100);
    for (const id of waiting) {
      const [{ due }, line, { maxAttempts }] = await Promise.all([
        ledger.ask(id),
        consumer.lineOf(id),
        consumer.configOf(id).then(({ config }) => config),
      ]);
      if (!due) settled.add(id);
      else if (line.pending || line.attempts === 0n) continue;
      else if (line.attempts < maxAttempts) {
        await moveTo(studio, Math.max(Number(line.retryAt), await timeOf(chain)));
        continue;
      }
      waiting.delete(id);
    }
  }
  return settled;
}

async function timeOf({ ethers }: Studio["chain"]): Promise<number> {
  return (await ethers.provider.getBlock("latest"))!.timestamp;
}

async function moveTo({ chain }: Studio, unixSeconds: number): Promise<void> {
  const { provider } = chain.connection;
  if (unixSeconds <= (await timeOf(chain))) return;
  await provider.request({ method: "evm_setNextBlockTimestamp", params: [unixSeconds] });
  await provider.request({ method: "evm_mine", params: [] });
}
