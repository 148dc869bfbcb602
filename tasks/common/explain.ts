/** Errors of nodes, contracts and libraries in one line. */
import { isError } from "ethers";

/** What a contract or a node refused, in words; the message of whatever else. */
export function explain(error: unknown): string {
  if (isError(error, "CALL_EXCEPTION")) {
    if (error.revert) return `The contract refuses: ${describe(error.revert)}.`;
    return `The contract refuses: ${error.reason ?? inside(error) ?? "it gives no reason"}.`;
  }
  if (isError(error, "INSUFFICIENT_FUNDS")) return "The account has too little native coin for this transaction.";
  if (isError(error, "NETWORK_ERROR")) return "The chain's RPC address does not answer.";
  const told = inside(error);
  if (told !== undefined) return `The contract refuses: ${told}.`;
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n")[0]!;
}

function describe({ name, args }: { readonly name: string; readonly args: Iterable<unknown> }): string {
  return `${name}(${[...args].map(String).join(", ")})`;
}

/**
 * Hardhat passes a node's answer on without ethers' code. Its own node says which custom error it was, even where the called contract's interface
 * does not know it.
 */
function inside(error: unknown): string | undefined {
  const { info } = error as { info?: { error?: { message?: string } } };
  const found = /custom error '([^']+)'|reverted with reason string '([^']+)'/.exec(
    `${info?.error?.message ?? ""} ${(error as Error).message}`,
  );
  return found?.[1] ?? found?.[2];
}
