/** Lets the ledger judge terms before anything is spent on them. */
import { Interface, type InterfaceAbi, decodeBytes32String } from "ethers";
import type { ArtifactManager } from "hardhat/types/artifacts";

import { TaskFailure } from "../common/failure.ts";
import { refusalOf } from "../operations/refusal.ts";

/**
 * @param call the simulated call that would register them
 * @throws TaskFailure naming the term that the ledger refuses
 */
export async function checkTerms(
  artifacts: ArtifactManager,
  name: string,
  call: () => Promise<unknown>,
): Promise<void> {
  try {
    await call();
  } catch (cause) {
    // Its interface is that of a linked library.
    const { abi } = await artifacts.readArtifact("TermsCheck");
    const refused = refusalOf(cause, { interface: new Interface(abi as InterfaceAbi) });
    if (refused?.name !== "TermsInvalid") throw cause;
    const field = decodeBytes32String(refused.args[0] as string);
    throw new TaskFailure(`The ledger refuses the terms of ${name} for their ${field}.`, {
      cause,
      remedy: `correct functions-source/programs/${name}.ts; contracts/evolution/TermsCheck.sol has the rule`,
    });
  }
}
