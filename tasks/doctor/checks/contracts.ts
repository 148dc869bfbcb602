import { type Check, LOOK_AGAIN, critical } from "../finding.ts";

/** What the record names must be there: without code every call would only say "could not decode". */
export const contracts: Check = {
  about: "contracts",
  needsDeployment: false,
  find: (reading) =>
    reading.contracts
      .filter(({ hasCode }) => !hasCode)
      .map(({ name, address, of }) =>
        of === "imago"
          ? critical({
              name: "contract-missing",
              sentence: `The ${name} that the deployment record names, ${address}, has no code; Ignition's journal may name a better one.`,
              remedy: "doctor mend contract-missing",
            })
          : critical({
              name: "service-missing",
              sentence: `Chainlink's ${name} that the deployment record names, ${address}, has no code; nothing can be asked for here.`,
              remedy: LOOK_AGAIN,
            }),
      ),
};
