/**
 * A process that runs scripts through the unmodified `simulateScript` of @chainlink/functions-toolkit, one after the other. It does nothing
 * else: `simulateScript` reads a run's output only until the run's process has ended, so a caller that is busy then loses the answer.
 */
import { createRequire } from "node:module";

import { type Outcome, type Script, nothing } from "./script.ts";

interface Simulation {
  readonly responseBytesHexstring?: string;
  readonly errorString?: string;
}

type SimulateScript = (options: Record<string, unknown>) => Promise<Simulation>;

/** How often a run that ended with neither bytes nor an error is repeated before that is believed. */
const REPEATS = 3;

async function simulate(simulateScript: SimulateScript, script: Script): Promise<Outcome> {
  try {
    for (let run = 0; run < REPEATS; run++) {
      const { responseBytesHexstring, errorString } = await simulateScript(optionsOf(script));
      // On chain an error is bytes: half a character cannot be encoded.
      if (errorString !== undefined) return { response: "0x", error: Buffer.from(String(errorString)).toString() };
      if (responseBytesHexstring !== undefined) return { response: responseBytesHexstring, error: "" };
    }
    return nothing;
  } catch (error) {
    return { response: "0x", error: (error as Error).message };
  }
}

function optionsOf({ source, args, bytesArgs, secrets, limits = {} }: Script): Record<string, unknown> {
  const { runMs, requestMs, requestBytes } = limits;
  return {
    source,
    ...(args && { args }),
    ...(bytesArgs && { bytesArgs }),
    ...(secrets && { secrets }),
    ...(runMs && { maxExecutionTimeMs: runMs }),
    ...(requestMs && { maxQueryDurationMs: requestMs }),
    ...(requestBytes && { maxQueryRequestBytes: requestBytes }),
  };
}

if (process.send !== undefined) {
  const { simulateScript } = createRequire(import.meta.url)("@chainlink/functions-toolkit/dist/simulateScript") as {
    simulateScript: SimulateScript;
  };
  process.on("message", (script: Script) => {
    void simulate(simulateScript, script).then((outcome) => process.send?.(outcome));
  });
}
