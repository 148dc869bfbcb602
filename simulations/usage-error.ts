/** The command line asks for something that there is not. Whoever catches it ends with exit code 2, as shells do. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** 2 for a wrong command line, 1 for whatever else failed. */
export const exitCodeOf = (error: unknown): number => (error instanceof UsageError ? 2 : 1);
