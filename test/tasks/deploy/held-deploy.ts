/** A process that deploys, to be killed on the way. Run by `killed.test.ts` with the RPC address and the folder of deployments. */
import { fileURLToPath } from "node:url";

import { hardhatAt } from "../studio.ts";

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , url, folder] = process.argv;
  const hre = await hardhatAt(url!, folder!);
  await hre.tasks.getTask("deploy").run({ programs: "sp500", yes: true });
}
