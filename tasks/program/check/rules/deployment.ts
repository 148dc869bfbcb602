/** How a deployed program is asked for; looked at where `--network` names a chain on which it stands. */
import type { Rule } from "../rule.ts";

/** What programs are deployed with, and what a usual day is measured with. */
const USUAL = 3;

const confirmationOff: Rule = {
  name: "confirmation-off",
  finds: "a deployment that does not confirm",
  severity: "critical",
  why: "Every disagreement of honest nodes is then a liar's chance, and a DON tells nobody.",
  figure: { of: "unconfirmed", share: "wrong", lied: true },
  needs: "deployed",
  find({ core, deployed }) {
    if (deployed!.confirm) return undefined;
    return {
      saw: "One round decides: what it delivers is not confirmed.",
      change: `npx --no hardhat program configure ${core.name} --confirm on`,
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
  find({ core, deployed }) {
    if (deployed!.maxAttempts >= USUAL) return undefined;
    return {
      saw: `A period has ${deployed!.maxAttempts} ${deployed!.maxAttempts === 1 ? "attempt" : "attempts"}.`,
      change: `npx --no hardhat program configure ${core.name} --attempts ${USUAL}`,
    };
  },
};

export const deployment: readonly Rule[] = [confirmationOff, fewAttempts];
