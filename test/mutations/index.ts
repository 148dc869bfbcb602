/** Every deliberate break that a test has been seen red with; `npm run test:mutations` sees it again. */
import { CONSUMER_MUTATIONS } from "./consumer.ts";
import { LEDGER_MUTATIONS } from "./ledger.ts";
import type { Mutation } from "./mutation.ts";
import { SIGNALS_MUTATIONS } from "./signals.ts";
import { STAGE_MUTATIONS } from "./stage.ts";

export { INVARIANTS, mutate, type Mutation } from "./mutation.ts";

export const MUTATIONS: readonly Mutation[] = [
  ...LEDGER_MUTATIONS,
  ...CONSUMER_MUTATIONS,
  ...SIGNALS_MUTATIONS,
  ...STAGE_MUTATIONS,
];
