/**
 * Fails if the last build of our contracts gave a compiler warning. It reads what the compiler said from the build's
 * records, because Hardhat compiles (and warns) only once and then takes the result from its cache.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { buildMessages } from "./build-messages.ts";
import { isIgnored } from "./compiler-warnings.ts";

const ARTIFACTS = fileURLToPath(new URL("../../artifacts", import.meta.url));

if (!existsSync(ARTIFACTS)) throw new Error("Nothing is built: run `npx hardhat build` first.");

const own = buildMessages(ARTIFACTS).filter((message) => !isIgnored(message));
const messages = new Set(own.map(({ formattedMessage, message }) => formattedMessage ?? message));
for (const message of messages) console.error(message.trimEnd());
if (messages.size > 0) console.error(`${messages.size} compiler warnings: warnings are errors here.`);
process.exitCode = messages.size === 0 ? 0 : 1;
