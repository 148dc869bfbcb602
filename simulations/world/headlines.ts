/**
 * A made-up Hacker News, 2012-01-01 to 2026-12-31: thirty stories a day, drawn from a seed. No title in it was ever posted
 * and no vote was ever cast; whatever shows it must call it synthetic.
 *
 * Each day has a theme, which most of its titles are about, and how much it is talked about follows the theme loosely: so
 * that titles and numbers mostly say the same, and not always.
 */
import { dayOfDate, DAY } from "./days.ts";
import { fractionOf } from "./hash.ts";
import { THEMES } from "./titles.ts";

/** A story as it stands at some time. */
export interface Story {
  readonly id: number;
  /** unix seconds */
  readonly postedAt: number;
  readonly title: string;
  readonly points: number;
  readonly comments: number;
}

/** Who tells of it: Algolia's copy lags behind the mirror by up to a hundredth of the votes. */
export type Copy = "algolia" | "mirror";

/** First and last day with stories. */
export const FIRST_DAY = dayOfDate(2012, 1, 1);
export const LAST_DAY = dayOfDate(2026, 12, 31);

const SEED = "imago world, headlines, 1";
const STORIES = 30;
/** Seconds in which a story gets all its votes and comments. */
const LIFE = 2 * DAY;
/** Comments per point on a day of each theme, and how far a day may be off. */
const TALK = [0.37, 0.47, 0.57, 0.67, 0.8];
const TALK_SPREAD = 0.09;
/** Share of a day's titles that are about its theme; the others are about any. */
const FOCUS = 0.45;

const draw = (what: string): number => fractionOf(`${SEED}:${what}`);
const pick = <Item>(items: readonly Item[], what: string): Item => items[Math.floor(draw(what) * items.length)]!;

/** The stories that were posted within a day, as a copy has them at `now`, with the most points first. */
export function storiesOf(day: number, now: number, copy: Copy): readonly Story[] {
  if (day < FIRST_DAY || day > LAST_DAY) return [];
  const theme = Math.floor(draw(`theme:${day}`) * THEMES.length);
  const talk = TALK[theme]! + (2 * draw(`talk:${day}`) - 1) * TALK_SPREAD;
  return Array.from({ length: STORIES }, (_, rank) => storyOf(day, rank, theme, talk, copy, now))
    .filter(({ postedAt }) => postedAt <= now)
    .toSorted((one, other) => other.points - one.points || other.comments - one.comments || one.id - other.id);
}

function storyOf(day: number, rank: number, theme: number, talk: number, copy: Copy, now: number): Story {
  const key = `${day}:${rank}`;
  const postedAt = day * DAY + Math.floor(draw(`at:${key}`) * DAY);
  const points = (900 / (1 + 0.18 * rank)) * (0.8 + 0.4 * draw(`points:${key}`));
  const comments = points * talk * (0.6 + 0.8 * draw(`comments:${key}`));
  const lag = copy === "algolia" ? 0.01 * draw(`lag:${key}`) : 0;
  // Votes come faster than comments.
  const left = 1 - Math.min(1, (now - postedAt) / LIFE);
  return {
    id: idAt(postedAt, rank),
    postedAt,
    title: titleOf(day, rank, theme),
    points: 1 + Math.floor(points * (1 - lag) * (1 - left * left * left)),
    comments: Math.floor(comments * (1 - lag) * (1 - left * left)),
  };
}

/** Ids ascend by time, 8,640 a day, as many as in the leanest of the real years. */
function idAt(postedAt: number, rank: number): number {
  return Math.floor(postedAt / 10) - 131_000_000 + rank;
}

function titleOf(day: number, rank: number, theme: number): string {
  const key = `${day}:${rank}`;
  const { subjects, bright, sombre } = draw(`focus:${key}`) < FOCUS ? THEMES[theme]! : pick(THEMES, `other:${key}`);
  const predicates = draw(`tone:${key}`) < draw(`mood:${day}`) ? bright : sombre;
  return `${pick(subjects, `subject:${key}`)} ${pick(predicates, `predicate:${key}`)}`;
}
