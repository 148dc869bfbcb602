/** Automation and the DON at work by themselves, while a network is served. */
import type { LocalNetwork } from "./local-network.ts";

export interface Attendance {
  /** Real seconds between two looks. */
  readonly seconds: number;
  /** Whether to stop. */
  readonly ended: () => boolean;
  /** Told what the nodes answered, a line each. */
  readonly print: (line: string) => void;
}

/** Looks at the upkeeps and answers requests again and again; ends after the look in which the end came. */
export async function attend(network: LocalNetwork, { seconds, ended, print }: Attendance): Promise<void> {
  while (!ended()) {
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
    if (!ended()) await lookOnce(network, { ended, print });
  }
}

/** What goes wrong with one period is told; the next is another chance. */
async function lookOnce(network: LocalNetwork, { ended, print }: Omit<Attendance, "seconds">): Promise<void> {
  try {
    await network.automation.tick();
    for (const { observations, agreed, delivered } of await network.don.answerPending()) {
      const kind = delivered?.error === "0x" ? "an answer" : "an error";
      print(`DON: ${agreed.length} of ${observations.length} nodes agreed on ${kind}`);
    }
  } catch (error) {
    if (!ended()) print((error as Error).message);
  }
}
