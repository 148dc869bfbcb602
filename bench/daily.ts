/** Four recorded years of daily periods through the whole chain of contracts: upkeep, request, four nodes, signed report, callback. */
import { deploy } from "../simulations/studio.ts";
import { openLocal } from "./local.ts";

const NODES = 4;
const PROGRAM = "seattle-weather";
const FROM = Date.UTC(2012, 0, 1) / 1_000;
const DAY = 86_400;
/** 2012-01-01 to 2015-12-31. */
const DAYS = 1_461;

/** What four years took, and what became of them. */
export interface DailyFigures {
  readonly seconds: number;
  readonly evolutions: number;
}

/**
 * Lives through the years without a pause. Starting the network and deploying are not counted.
 *
 * @throws Error if a single period is not settled
 */
export async function measureDaily(days = DAYS): Promise<DailyFigures> {
  await using local = await openLocal(NODES, FROM);
  const { network } = local;
  const { ledger, works } = await deploy(network, [PROGRAM], { juels: 100_000n * 10n ** 18n });
  const { id, program } = works[0]!;
  const started = performance.now();
  for (let day = 0; day < days; day++) {
    await network.setTime(FROM + (day + 1) * DAY + program.schedule.settleDelay);
    await network.automation.tick();
    await network.don.answerPending();
  }
  const seconds = (performance.now() - started) / 1_000;
  const { settledPeriod, evolutions } = await ledger.statusOf(id);
  const last = FROM / DAY + days - 1;
  if (Number(settledPeriod) !== last) throw new Error(`The last settled period is ${settledPeriod}, not ${last}.`);
  return { seconds, evolutions: Number(evolutions) };
}
