/** What a contract said when it refused a call. */
import type { BaseContract, ErrorDescription } from "ethers";

/**
 * @param error as ethers throws it, or as a node's JSON-RPC answers it, which Hardhat passes on as it is
 * @param contract whose errors are known
 * @returns null when it is no refusal, or none of this contract's
 */
export function refusalOf(error: unknown, contract: Pick<BaseContract, "interface">): ErrorDescription | null {
  const { data } = error as { readonly data?: unknown };
  return typeof data === "string" && data.startsWith("0x") ? contract.interface.parseError(data) : null;
}
