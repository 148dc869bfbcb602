/** All checks, in the order in which they are told: what everything hangs on first. */
import type { Check } from "../finding.ts";
import { account } from "./account.ts";
import { contracts } from "./contracts.ts";
import { failures } from "./failures.ts";
import { holders } from "./holders.ts";
import { lateness } from "./lateness.ts";
import { programs } from "./programs.ts";
import { reference } from "./reference.ts";
import { requests } from "./requests.ts";
import { rights } from "./rights.ts";
import { secrets } from "./secrets.ts";
import { services } from "./services.ts";
import { source } from "./source.ts";
import { subscription } from "./subscription.ts";
import { upkeep } from "./upkeep.ts";

export const checks: readonly Check[] = [
  contracts,
  services,
  subscription,
  upkeep,
  rights,
  programs,
  source,
  secrets,
  holders,
  reference,
  lateness,
  requests,
  failures,
  account,
];
