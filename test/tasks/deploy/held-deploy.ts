/** A process that deploys, to be killed on the way. Run by `killed.test.ts` with the RPC address and the folder of deployments. */
import { fileURLToPath } from "node:url";

import { hardhatAt, runTask } from "../studio.ts";

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , url, folder] = process.argv;
  const { exitCode, stderr } = await runTask(await hardhatAt(url!, folder!), "deploy", {
    programs: "sp500",
    yes: true,
  });
  process.stderr.write(stderr);
  process.exitCode = exitCode;
}
