import type { Rule } from "../rule.ts";
import { deciding } from "./deciding.ts";
import { deployment } from "./deployment.ts";
import { prompt } from "./prompt.ts";
import { ranges } from "./ranges.ts";
import { readings } from "./readings.ts";
import { sources } from "./sources.ts";

/** All of them, in the order in which findings are told. */
export const rules: readonly Rule[] = [...sources, ...readings, ...ranges, ...prompt, ...deciding, ...deployment];
