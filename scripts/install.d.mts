/** Types of install.mjs, which has to run where nothing is installed and so is plain JavaScript. */
import type { Command } from "./run.mjs";

export class InstallError extends Error {
  readonly exitCode: number;
}
export function wantedStamp(root: string): string;
export function isInstalled(root: string): boolean;
export function installCommands(root: string, hostNode: number): readonly Command[];
export function ensureInstalled(
  root: string,
  tools: {
    run: (command: Command, root: string, options: { ownGroup: boolean }) => Promise<number>;
    isInterruption: (code: number) => boolean;
    log: (line: string) => void;
  },
): Promise<void>;
