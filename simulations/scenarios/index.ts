/** All scenarios, in the order in which they are told. */
import { halfTheNodesDie } from "./half-the-nodes-die.ts";
import { oneLiar } from "./one-liar.ts";
import type { Scenario } from "./scenario.ts";

export { type PlayOptions, type Scenario, type Verdict, playScenario } from "./scenario.ts";
export { type Stage, startStage } from "./stage.ts";

export const scenarios: readonly Scenario[] = [halfTheNodesDie, oneLiar];
