import { task } from "hardhat/config";

/** A program of one's own. */
export default task(["program", "new"], "Write a small working program, its test and its made-up world")
  .addPositionalArgument({ name: "name", description: "Its name: a-z, 0-9 and hyphens, at most 24", defaultValue: "" })
  .addOption({ name: "template", description: "What to begin from: weather", defaultValue: "weather" })
  .setAction(() => import("./new.ts"))
  .build();
