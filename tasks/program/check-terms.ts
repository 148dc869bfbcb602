/** Lets the ledger judge terms before anything is spent on them. */
import { Interface, type InterfaceAbi, decodeBytes32String } from "ethers";

import { TaskFailure } from "../common/failure.ts";
import type { Studio } from "../common/studio.ts";
import { revertOf } from "./revert.ts";

interface Trial {
  /** The call that would register them. */
  staticCall(): Promise<unknown>;
}

/** @throws TaskFailure naming the term that the ledger refuses */
export async function checkTerms({ chain }: Studio, name: string, { staticCall }: Trial): Promise<void> {
  try {
    await staticCall();
  } catch (cause) {
    // Its interface is that of a linked library.
    const { abi } = await chain.hre.artifacts.readArtifact("TermsCheck");
    const refused = revertOf(cause, { interface: new Interface(abi as InterfaceAbi) });
    if (refused?.name !== "TermsInvalid") throw cause;
    const field = decodeBytes32String(refused.args[0] as string);
    throw new TaskFailure(`The ledger refuses the terms of ${name} for their ${field}.`, {
      cause,
      remedy: `correct functions-source/programs/${name}.ts; contracts/evolution/TermsCheck.sol has the rule`,
    });
  }
}
