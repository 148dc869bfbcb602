import { place } from "../place.ts";
import { cancelTests } from "./cancel.ts";
import { fundTests } from "./fund.ts";
import { pauseTests } from "./pause.ts";
import { registerTests } from "./register.ts";
import { showTests } from "./show.ts";
import { withdrawTests } from "./withdraw.ts";

describe("upkeep", () => {
  const here = place();
  showTests(here);
  fundTests(here);
  pauseTests(here);
  cancelTests(here);
  withdrawTests(here);
  registerTests(here);
});
