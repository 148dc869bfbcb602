/** Which of a contract's own errors lies behind a refused call. Libraries wrap it differently for each kind of node. */
import type { BaseContract, ErrorDescription } from "ethers";

/** @returns undefined when the error carries none that the contract knows */
export function revertOf(error: unknown, contract: Pick<BaseContract, "interface">): ErrorDescription | undefined {
  const data = dataIn(error);
  return data === undefined ? undefined : (contract.interface.parseError(data) ?? undefined);
}

/** Revert data: at the error, or at one that it wraps. */
function dataIn(error: unknown): string | undefined {
  for (let one = error as Wrapped | undefined; one !== undefined && one !== null; one = inner(one))
    if (typeof one.data === "string" && /^0x[\da-f]{8}/i.test(one.data)) return one.data;
  return undefined;
}

interface Wrapped {
  readonly data?: unknown;
  readonly info?: { readonly error?: Wrapped };
  readonly error?: Wrapped;
  readonly cause?: Wrapped;
}

function inner({ data, info, error, cause }: Wrapped): Wrapped | undefined {
  return (
    info?.error ?? error ?? cause ?? (typeof data === "object" ? ((data as Wrapped | null) ?? undefined) : undefined)
  );
}

/** Whether a contract refused the call, and not the way to it. */
export function isRevert(error: unknown): boolean {
  return (
    dataIn(error) !== undefined || /\brevert(ed)?\b|CALL_EXCEPTION|out of gas/.test(String((error as Error).message))
  );
}

/** @returns undefined where the contract refuses; what else goes wrong is thrown */
export async function unlessReverted<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isRevert(error)) return undefined;
    throw error;
  }
}
