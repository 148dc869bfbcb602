import { task } from "hardhat/config";

import { optional } from "../common/options.ts";

/** A program of one's own. */
export default task(["program", "new"], "Write a small working program, its test and its made-up world")
  .addPositionalArgument(optional("name", "Its name: a-z, 0-9 and hyphens, at most 24"))
  .addOption({ name: "template", description: "What to begin from: weather", defaultValue: "weather" })
  .setAction(() => import("./new.ts"))
  .build();
