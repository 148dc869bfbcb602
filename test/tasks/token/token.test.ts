import { deployedGround } from "../program/ground.ts";
import { liesSuite } from "./lies.ts";
import { mintSuite } from "./mint.ts";
import { showSuite } from "./show.ts";
import { signalSuite } from "./signal.ts";
import { tamperedSuite } from "./tampered.ts";
import { verifySuite } from "./verify.ts";

describe("token", () => {
  const at = deployedGround();
  mintSuite(at);
  showSuite(at);
  signalSuite(at);
  verifySuite(at);
  tamperedSuite(at);
  liesSuite(at);
});
