import { checkSuite } from "./check/deployed.ts";
import { configureSuite } from "./configure.ts";
import { deployedGround } from "./ground.ts";
import { pauseSuite } from "./pause.ts";
import { registerSuite } from "./register.ts";
import { showSuite } from "./show.ts";
import { updateSuite } from "./update.ts";

describe("program", () => {
  const at = deployedGround();
  showSuite(at);
  checkSuite(at);
  registerSuite(at);
  updateSuite(at);
  pauseSuite(at);
  configureSuite(at);
});
