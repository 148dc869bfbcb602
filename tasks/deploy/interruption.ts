/** Ctrl-C while steps are taken: they can be gone on with, and who stops them should know. */
import { terminal } from "../common/terminal.ts";

/** Ends as a process does that was interrupted, after one line that says how to go on. */
export async function tellingHowToGoOn(run: () => Promise<void>): Promise<void> {
  const { note } = terminal();
  const tell = (): void => {
    note("interrupted; run the same command again: it goes on, and nothing is paid twice");
    process.kill(process.pid, "SIGINT");
  };
  process.once("SIGINT", tell);
  try {
    await run();
  } finally {
    process.off("SIGINT", tell);
  }
}
