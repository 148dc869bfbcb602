/** All scripts. Those that look for what others left behind stand after them. */
import type { Script } from "../script.ts";
import { answers } from "./answers.ts";
import { encodings } from "./encodings.ts";
import { errors } from "./errors.ts";
import { fetches } from "./fetches.ts";
import { http } from "./http.ts";
import { inputs } from "./inputs.ts";
import { isolation } from "./isolation.ts";
import { limits } from "./limits.ts";

export const corpus: readonly Script[] = [
  ...limits,
  ...isolation,
  ...http,
  ...fetches,
  ...inputs,
  ...errors,
  ...answers,
  ...encodings,
];
