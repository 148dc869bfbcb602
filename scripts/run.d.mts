/** Types of run.mjs, which has to run where nothing is installed and so is plain JavaScript. */
export type Command = readonly [string, ...string[]];
export const JOBS: Readonly<Record<string, readonly Command[]>>;
export function keptByNpm(job: string, environment: Readonly<Record<string, string | undefined>>): string | undefined;
export function runCommand(command: Command, root?: string, options?: { ownGroup?: boolean }): Promise<number>;
export function isInterruption(code: number): boolean;
