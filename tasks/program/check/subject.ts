/** What the rules look at. */
import { type FeedFacts, factsOf } from "../../../functions-source/feeds/facts.ts";
import type { Feed } from "../../../functions-source/feeds/feed.ts";
import { hostOfFeed } from "../../../functions-source/feeds/host.ts";
import type { Core, Program } from "../../../functions-source/program.ts";
import { DAY } from "../../../functions-source/limits.ts";
import { type Sample, takeSample } from "./sample.ts";

/** How a deployed program is asked for. */
export interface Deployed {
  /** The network's name, as `--network` has it. */
  readonly network: string;
  readonly confirm: boolean;
  readonly maxAttempts: number;
}

/** A source, and what is known of it. */
export interface Source {
  readonly feed: Feed;
  readonly host: string;
  /** Undefined for a stranger. */
  readonly facts: FeedFacts | undefined;
}

export interface Subject {
  readonly program: Program;
  readonly core: Core;
  readonly sources: readonly Source[];
  /** Undefined where the local world has no data of the program. */
  readonly sample: Sample | undefined;
  /** Undefined where no deployment was asked for, or none is there. */
  readonly deployed: Deployed | undefined;
}

export async function subjectOf(program: Program, deployed?: Deployed): Promise<Subject> {
  const { core } = program;
  const sources = core.feeds.map((feed) => ({ feed, host: hostOfFeed(feed), facts: factsOf(feed) }));
  return { program, core, sources, sample: await takeSample(program), deployed };
}

const SOME_DAY = 20_000 * DAY;

/** Whether a program takes these values of its sources for one reading; `age` is how many days older the second one is. */
export function accepts({ select }: Core, [one, other]: readonly [bigint, bigint], age = 0): boolean {
  try {
    select([
      { on: SOME_DAY, units: one },
      { on: SOME_DAY - age * DAY, units: other },
    ]);
    return true;
  } catch {
    return false;
  }
}

const LEVEL = 10n ** 12n;

/** Whether two sources must say the very same. */
export const wantsEqual = (core: Core): boolean => !accepts(core, [LEVEL, LEVEL + 1n]);

/** Whether the close of the day before may stand beside the day's. */
export const mixesDays = (core: Core): boolean => core.maxAge > 0 && accepts(core, [LEVEL, LEVEL], 1);

/**
 * Whether two nodes may take the reading from different sources. Of two sources every node needs both, and so takes the same
 * one; where all must say the same, it makes no difference.
 */
export const isTakenFromSeveral = (core: Core): boolean => core.feeds.length > 2 && !wantsEqual(core);
