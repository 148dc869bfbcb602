import { type Check, LOOK_AGAIN, warning } from "../finding.ts";
import { eachProgram } from "./programs.ts";

/** The reference to the AIs' keys: without it the rules decide, with an old one runs fail. */
export const secrets: Check = {
  about: "secrets",
  needsDeployment: true,
  find: eachProgram(({ name, config, secrets: reference, currentSecrets }) => {
    if (config === undefined) return [];
    if (reference === "0x")
      return [
        warning({
          name: "secrets-missing",
          program: name,
          sentence: `Requests of ${name} refer to no secrets, so no AI can be asked: the rules decide.`,
          remedy: currentSecrets === "0x" ? LOOK_AGAIN : `doctor mend secrets-missing ${name}`,
        }),
      ];
    if (reference === currentSecrets) return [];
    return [
      warning({
        name: "secrets-outdated",
        program: name,
        sentence: `Requests of ${name} refer to other secrets than the DON holds, and such runs fail.`,
        remedy: `doctor mend secrets-outdated ${name}`,
      }),
    ];
  }),
};
