/** How a deployed program is asked for; looked at where `--network` names a chain on which it stands. */
import { counted } from "../../../common/duration.ts";
import type { Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

/** What programs are deployed with, and what a usual day is measured with. */
const USUAL = 3;

const command = ({ core, deployed }: Subject, option: string): string =>
  `npx --no hardhat program configure ${core.name} ${option} --network ${deployed!.network}`;

const confirmationOff: Rule = {
  name: "confirmation-off",
  finds: "a deployment that does not confirm",
  // A choice that `deploy` leaves to its author: it halves what a period costs.
  severity: "warning",
  why: "Every disagreement of honest nodes is then a liar's chance, and a DON tells nobody.",
  figure: { of: "unconfirmed", share: "wrong", lied: true },
  needs: "deployed",
  find(subject) {
    if (subject.deployed!.confirm) return undefined;
    return {
      saw: "One round decides: what it delivers is not confirmed.",
      change: command(subject, "--confirm on"),
    };
  },
};

const fewAttempts: Rule = {
  name: "few-attempts",
  finds: "a deployment with fewer than three attempts",
  severity: "warning",
  why: "An attempt that comes to nothing is usual, and a period without another is a gap.",
  figure: { of: "oneAttempt", share: "none", lied: true },
  needs: "deployed",
  find(subject) {
    const { maxAttempts } = subject.deployed!;
    if (maxAttempts >= USUAL) return undefined;
    return {
      saw: `A period has ${counted(maxAttempts, "attempt")}.`,
      change: command(subject, `--attempts ${USUAL}`),
    };
  },
};

export const deployment: readonly Rule[] = [confirmationOff, fewAttempts];
