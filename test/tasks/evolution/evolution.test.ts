import { deployedGround } from "../program/ground.ts";
import { historySuite } from "./history.ts";
import { performRefusalsSuite } from "./perform-refusals.ts";
import { performSuite } from "./perform.ts";
import { statusSuite } from "./status.ts";

describe("evolution", () => {
  const at = deployedGround();
  statusSuite(at);
  historySuite(at);
  performSuite(at);
  performRefusalsSuite(at);
});
