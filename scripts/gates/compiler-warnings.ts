import type { HardhatPlugin } from "hardhat/types/plugins";
import type { CompilerOutputError } from "hardhat/types/solidity";

/** Packages whose Solidity we compile unchanged and whose warnings nobody here can mend. */
const THIRD_PARTY = [
  "@chainlink/contracts",
  "@openzeppelin/contracts",
  "@limitbreak/creator-token-standards",
  "solady",
];

/**
 * Whether a compiler message is a warning about a file of a package in {@link THIRD_PARTY}.
 * Errors never are, so that a broken dependency still stops the build.
 *
 * solc names such a file `npm/<package>@<version>/…` and Hardhat renames it to `…/node_modules/<package>/…`; a second
 * version of a package stands there under an alias (`@openzeppelin/contracts-4.8.3`).
 */
export function isThirdPartyWarning({ severity, formattedMessage }: CompilerOutputError): boolean {
  const file = /-->\s*(\S+?):\d+:\d+/.exec(formattedMessage ?? "")?.[1] ?? "";
  const inside = (name: string): boolean => file.startsWith(`npm/${name}`) || file.includes(`node_modules/${name}`);
  return severity !== "error" && THIRD_PARTY.some(inside);
}

/** Hardhat plugin: prints the warnings of our contracts and leaves out those of third-party ones. */
export const quietThirdParty: HardhatPlugin = {
  id: "imago-quiet-third-party",
  hookHandlers: {
    solidity: async () => ({
      default: async () => ({
        getCompilationJobErrors: async (context, job, output, next) => {
          const messages = await next(context, job, output);
          return messages.filter((message) => !isThirdPartyWarning(message));
        },
      }),
    }),
  },
};
