import { spend, type Budget } from "./budget.ts";
import { toUnits } from "./decimal.ts";
import type { Run, Settled } from "./effects.ts";
import { fail } from "./errors.ts";
import { DAY, FEEDS_MS } from "./limits.ts";
import type { Core } from "./program.ts";

/** One source's value of one day. */
export interface Observation {
  /** 00:00 UTC of the day, unix seconds */
  readonly on: number;
  /** in the program's unit */
  readonly units: bigint;
}

/**
 * The program's reading of the period's last day, not yet quantised. Asks the first feeds at once, as many as the program
 * wants; when they give none, the next.
 *
 * Errors carry what each feed said, in the feeds' order: `ok`, an HTTP status, `none` (no answer in time), `bad` (an
 * answer that is not what the provider documents), `absent` (no value for the day). Fewer than two values: `FEED_STALE`
 * when a feed's last close is older than the program's maxAge, `NOT_FINAL` when a feed has no value for the day yet,
 * else `FEED_QUORUM`. With more, those of the program's `select`.
 */
export function* observe(core: Core, budget: Budget, day: number): Run<bigint> {
  const since = day - core.maxAge * DAY;
  const said: (Observation | string | number)[] = [];
  for (;;) {
    const turn = core.feeds.slice(said.length, said.length + core.atOnce);
    const settled = (yield spend(
      budget,
      turn.map(({ address, longest }) => ({
        url: "https://" + address(day, since),
        // Several providers refuse clients without a User-Agent, one any that does not look like a browser's.
        init: { headers: { "User-Agent": "Mozilla/5.0" } },
        longest,
      })),
      FEEDS_MS,
    )) as readonly Settled[];
    // A feed's value of the newest day that has one, or what is the matter with its reply.
    said.push(
      ...turn.map(({ rows }, index) => {
        const [status, body] = settled[index] ?? ["none"];
        if (status !== 200) return status;
        try {
          for (let on = day; on >= since; on -= DAY) {
            const [row, second] = rows(body!, on, budget);
            // Two rows of one day contradict each other, even when they look alike.
            if (second !== undefined) return "bad";
            // Holidays are no row, null, an empty cell or a dot.
            if (/\d/.test(row as string)) return { on, units: toUnits(row, core.decimals) };
          }
          return "absent";
        } catch {
          // Whatever an adapter stumbles over is an answer of another shape than documented.
          return "bad";
        }
      }),
    );
    const observations = (said as Observation[]).filter((each) => each.on);
    try {
      return core.select(
        observations[1]
          ? observations
          : fail(
              !said.includes("absent") ? "FEED_QUORUM" : core.maxAge ? "FEED_STALE" : "NOT_FINAL",
              said.map((each) => ((each as Observation).on ? "ok" : each)),
            ),
      );
    } catch (error) {
      if (said[core.feeds.length - 1]) throw error;
    }
  }
}
