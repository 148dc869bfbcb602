/** How a task ends. The doctor's two say how bad things are; see tasks/doctor. */
export const exitCodes = { done: 0, failed: 1, wrongInput: 2, warnings: 3, critical: 4 } as const;

interface Options {
  /** The next command to run, whole. */
  readonly remedy?: string;
  readonly exitCode?: number;
  readonly cause?: unknown;
}

/** What a task could not do: one sentence for people, and what to do about it. */
export class TaskFailure extends Error {
  override readonly name = "TaskFailure";
  readonly remedy: string | undefined;
  readonly exitCode: number;

  constructor(message: string, { remedy, exitCode = exitCodes.failed, cause }: Options = {}) {
    super(message, { cause });
    this.remedy = remedy;
    this.exitCode = exitCode;
  }
}

/** What was typed cannot be meant. */
export function wrongInput(message: string, remedy?: string): TaskFailure {
  return new TaskFailure(message, { exitCode: exitCodes.wrongInput, ...(remedy === undefined ? {} : { remedy }) });
}
