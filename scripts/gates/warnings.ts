/**
 * Fails if the last build of our contracts gave a compiler warning. It reads what the compiler said from the build's
 * records, because Hardhat compiles (and warns) only once and then takes the result from its cache.
 */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import type { CompilerOutputError } from "hardhat/types/solidity";

import { isIgnored } from "./compiler-warnings.ts";

const BUILD_INFO = fileURLToPath(new URL("../../artifacts/build-info", import.meta.url));

/** Every compiler message about our own contracts, of all builds that the artifacts come from. */
function ownMessages(): readonly string[] {
  const outputs = readdirSync(BUILD_INFO).filter((name) => name.endsWith(".output.json"));
  const messages = outputs.flatMap((name): readonly CompilerOutputError[] => {
    const { output } = JSON.parse(readFileSync(path.join(BUILD_INFO, name), "utf8")) as {
      output: { errors?: readonly CompilerOutputError[] };
    };
    return output.errors ?? [];
  });
  const own = messages.filter((message) => !isIgnored(message));
  return [...new Set(own.map(({ formattedMessage, message }) => formattedMessage ?? message))];
}

if (!existsSync(BUILD_INFO)) throw new Error("Nothing is built: run `npx hardhat build` first.");

const messages = ownMessages();
for (const message of messages) console.error(message.trimEnd());
if (messages.length > 0) console.error(`${messages.length} compiler warnings: warnings are errors here.`);
process.exitCode = messages.length === 0 ? 0 : 1;
