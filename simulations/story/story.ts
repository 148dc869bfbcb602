/** Tells chapters one after the other, each on a network of its own, and judges them. */
import type { WorldOptions } from "../world/index.ts";
import type { Begun } from "../begun.ts";
import type { Chapter } from "./chapters.ts";
import { type Life, live } from "./live.ts";
import type { Progress } from "./progress.ts";
import { type ChapterReport, reportOf } from "./report.ts";
import { evidenceOf, judge } from "./verdict.ts";

export interface StoryOptions {
  /** A server that decides in place of the scripted stand-in. */
  readonly ai?: WorldOptions["ai"];
  readonly progress: Progress;
  /** Told of what has to be ended, before it begins. Returns what forgets it. */
  readonly guard: (begun: Begun) => () => void;
  /** Called with the last chapter's network still up. */
  readonly beforeEnd?: (life: Life, begun: Begun, reports: readonly ChapterReport[]) => Promise<void>;
}

export async function tellStory(chapters: readonly Chapter[], options: StoryOptions): Promise<ChapterReport[]> {
  const { ai, progress, guard, beforeEnd } = options;
  const reports: ChapterReport[] = [];
  for (const [index, chapter] of chapters.entries()) {
    progress.chapter(index + 1, chapters.length, chapter.title, chapter.days);
    const guarded: { begun: Begun; forget: () => void }[] = [];
    try {
      await using life = await live(chapter, {
        ...(ai ? { ai } : {}),
        log: (line) => progress.line(line),
        onPeriod: ({ day }) => progress.period(day),
        onStart: (begun) => guarded.push({ begun, forget: guard(begun) }),
      });
      progress.done();
      reports.push(reportOf(life, judge(await evidenceOf(life, ai === undefined))));
      if (index === chapters.length - 1) await beforeEnd?.(life, guarded[0]!.begun, reports);
    } finally {
      for (const { forget } of guarded) forget();
    }
  }
  return reports;
}
