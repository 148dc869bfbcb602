import { place } from "../place.ts";
import { cancelTests } from "./cancel.ts";
import { consumerTests } from "./consumers.ts";
import { createTests } from "./create.ts";
import { fundTests } from "./fund.ts";
import { showTests } from "./show.ts";
import { timeoutTests } from "./timeout.ts";
import { transferTests } from "./transfer.ts";

describe("subscription", () => {
  const here = place();
  showTests(here);
  fundTests(here);
  createTests(here);
  consumerTests(here);
  transferTests(here);
  timeoutTests(here);
  cancelTests(here);
});
