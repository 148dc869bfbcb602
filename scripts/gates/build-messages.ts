/** What the compiler said about the artifacts that stand there now, from the records of their builds. */
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

import type { CompilerOutputError } from "hardhat/types/solidity";

/**
 * Every compiler message of the builds that the current artifacts come from. A folder of artifacts also keeps records of
 * earlier builds, which are about contracts that have changed since.
 *
 * @param artifacts Hardhat's folder of artifacts
 */
export function buildMessages(artifacts: string): readonly CompilerOutputError[] {
  return [...buildsOf(artifacts)].flatMap((id) => {
    const { output } = readJson(path.join(artifacts, "build-info", `${id}.output.json`)) as {
      output: { errors?: readonly CompilerOutputError[] };
    };
    return output.errors ?? [];
  });
}

/** The ids of the builds that made the artifacts. */
function buildsOf(artifacts: string): ReadonlySet<string> {
  const files = readdirSync(artifacts, { recursive: true, encoding: "utf8" });
  const made = files.filter((file) => file.endsWith(".json") && !file.startsWith("build-info"));
  return new Set(
    made.map((file) => (readJson(path.join(artifacts, file)) as { readonly buildInfoId: string }).buildInfoId),
  );
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
