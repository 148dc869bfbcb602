/** All scenarios, in the order in which they are told. */
import { aiLadder } from "./ai-ladder.ts";
import { everythingDrained } from "./everything-drained.ts";
import { feedLadder } from "./feed-ladder.ts";
import { halfTheNodesDie } from "./half-the-nodes-die.ts";
import { hostileText } from "./hostile-text.ts";
import { liarAmongWobblers } from "./liar-among-wobblers.ts";
import { oneLiar } from "./one-liar.ts";
import type { Scenario } from "./scenario.ts";
import { strangerKeepsAlive } from "./stranger-keeps-alive.ts";

export { type PlayOptions, type Scenario, type Verdict, playScenario } from "./scenario.ts";
export type { Scene } from "./scene.ts";
export { type Stage, type StageOptions, startStage } from "./stage.ts";

export const scenarios: readonly Scenario[] = [
  halfTheNodesDie,
  oneLiar,
  liarAmongWobblers,
  feedLadder,
  aiLadder,
  everythingDrained,
  strangerKeepsAlive,
  hostileText,
];
