import type { Budget } from "../budget.ts";
import type { Run } from "../effects.ts";
import type { Choice } from "../traits.ts";
import type { Secrets } from "./ai.ts";
import type { Hear } from "./hear.ts";

/**
 * A program's way to a choice by its AIs; undefined when none of them answers, so that the rules decide. Error:
 * `AI_SPLIT` when what they say settles nothing: a node that knows nothing shall not speak.
 *
 * @param ruled what the rules would choose
 */
export type Decide = (hear: Hear, budget: Budget, secrets: Secrets, ruled: Choice) => Run<Choice | undefined>;
