/** Tells a contract's refusal, which is evidence, from a line that is broken, which is none. */

/** @returns undefined where the contract refuses; whatever else goes wrong is thrown */
export async function unlessRefused<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

/** Nodes differ in what they say; all of them name the revert, or the gas that ran out. */
function isRefusal(error: unknown): boolean {
  const { data, message } = error as { readonly data?: unknown; readonly message?: string };
  const hasData = typeof data === "string" && /^0x[\da-f]{8}/i.test(data);
  return hasData || /\brevert(ed)?\b|CALL_EXCEPTION|out of gas/.test(String(message));
}
