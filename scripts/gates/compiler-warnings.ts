import type { HardhatPlugin } from "hardhat/types/plugins";
import type { CompilerOutputError } from "hardhat/types/solidity";

/** Packages whose Solidity we compile unchanged and whose warnings nobody here can mend. */
const THIRD_PARTY = [
  "@chainlink/contracts",
  "@openzeppelin/contracts",
  "@limitbreak/creator-token-standards",
  "solady",
];

/** Codes of solc's warnings that a contract's code or creation code is too large to be deployed on Ethereum. */
const SIZE_WARNINGS = ["5574", "3860"];

/** Whether a compiler message is one of those that nobody has to mend. */
export const isIgnored = (message: CompilerOutputError): boolean =>
  isThirdPartyWarning(message) || isTestSizeWarning(message);

/** Whether a compiler message only says that a contract below `test/` is large: those run in the test runner alone. */
export function isTestSizeWarning({ severity, errorCode, formattedMessage }: CompilerOutputError): boolean {
  const inTest = fileOf(formattedMessage).startsWith("project/test/") || fileOf(formattedMessage).startsWith("test/");
  return severity !== "error" && SIZE_WARNINGS.includes(errorCode ?? "") && inTest;
}

/**
 * Whether a compiler message is a warning about a file of a package in {@link THIRD_PARTY}.
 * Errors never are, so that a broken dependency still stops the build.
 *
 * solc names such a file `npm/<package>@<version>/…` and Hardhat renames it to `…/node_modules/<package>/…`; a second
 * version of a package stands there under an alias (`@openzeppelin/contracts-4.8.3`).
 */
export function isThirdPartyWarning({ severity, formattedMessage }: CompilerOutputError): boolean {
  const file = fileOf(formattedMessage);
  const inside = (name: string): boolean => file.startsWith(`npm/${name}`) || file.includes(`node_modules/${name}`);
  return severity !== "error" && THIRD_PARTY.some(inside);
}

/** The file that a compiler message points to, as solc or Hardhat name it; empty without one. */
const fileOf = (message = ""): string => /-->\s*(\S+?):\d+:\d+/.exec(message)?.[1] ?? "";

/** Hardhat plugin: prints the warnings that somebody here has to mend, and leaves out the others. */
export const quietThirdParty: HardhatPlugin = {
  id: "imago-quiet-third-party",
  hookHandlers: {
    solidity: async () => ({
      default: async () => ({
        getCompilationJobErrors: async (context, job, output, next) => {
          const messages = await next(context, job, output);
          return messages.filter((message) => !isIgnored(message));
        },
      }),
    }),
  },
};
