/** What a scenario is: a story that is played on a stage and judged by what it said it expects. */
import type { Scene } from "./scene.ts";
import type { Setting } from "./setting.ts";
import type { Stage } from "./stage.ts";

/** A sentence about a story that either held or did not. */
export interface Expectation {
  readonly sentence: string;
  readonly held: boolean;
  /** What spoke against it. */
  readonly because?: string;
}

/** What a story hands to its stage. */
export interface Play<Plot> {
  readonly plot: Plot;
  /** Begins again on a network as if just deployed. The plot's setting holds for every scene. */
  begin(part: string, setting: Setting): Promise<Scene>;
  expect(sentence: string, held: boolean, because?: string): void;
  /** A figure worth showing, which is no expectation. */
  count(name: string, figure: number | string): void;
}

export interface Scenario<Plot extends object = object> {
  /** By which the command line names it. */
  readonly name: string;
  readonly title: string;
  /** How much of everything, and under which terms. */
  readonly plot: Plot;
  /** The same story with fewer periods. */
  readonly short: Partial<Plot>;
  /** The story without the property that it is about: its verdict must fail. */
  readonly without: {
    /** What is taken away. */
    readonly property: string;
    readonly plot: Partial<Plot>;
    /** The expectations that then do not hold. */
    readonly fails: readonly string[];
  };
  play(play: Play<Plot>): Promise<void>;
}

/** Lets the compiler check a scenario against its plot. */
export function scenario<Plot extends object>(told: Scenario<Plot>): Scenario {
  return told;
}

export interface Verdict {
  readonly name: string;
  readonly title: string;
  readonly held: boolean;
  readonly expectations: readonly Expectation[];
  readonly figures: Readonly<Record<string, number | string>>;
  /** Everything that happened, scene by scene. */
  readonly trace: readonly unknown[];
  readonly seconds: number;
}

export interface PlayOptions {
  readonly short?: boolean;
  /** Plays it without its property. */
  readonly without?: boolean;
}

/** Plays a scenario to its end; the stage is empty again afterwards, also when it fails. */
export async function playScenario(stage: Stage, told: Scenario, options: PlayOptions = {}): Promise<Verdict> {
  const began = performance.now();
  const expectations: Expectation[] = [];
  const figures: Record<string, number | string> = {};
  const scenes: Scene[] = [];
  const plot = {
    ...told.plot,
    ...(options.short === true ? told.short : {}),
    ...(options.without === true ? told.without.plot : {}),
  };
  try {
    await told.play({
      plot,
      begin: async (part, setting) => {
        await scenes.at(-1)?.end();
        const scene = await stage.begin(part, setting);
        scenes.push(scene);
        return scene;
      },
      expect: (sentence, held, because) =>
        expectations.push({ sentence, held, ...(held || because === undefined ? {} : { because }) }),
      count: (name, figure) => void (figures[name] = figure),
    });
  } finally {
    await scenes.at(-1)?.end();
  }
  const { unexpected } = stage.world;
  const [strange] = unexpected;
  expectations.push({
    sentence: "nobody asked the world for anything it does not hold",
    held: strange === undefined,
    ...(strange === undefined ? {} : { because: `${strange.host}${strange.path}: ${strange.why}` }),
  });
  return {
    name: told.name,
    title: told.title,
    held: expectations.every(({ held }) => held),
    expectations,
    figures,
    trace: scenes.map(({ part, records, notes }) => ({ part, notes, periods: records })),
    seconds: (performance.now() - began) / 1_000,
  };
}
