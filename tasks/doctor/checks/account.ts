import { formatNative } from "../../common/money.ts";
import { type Check, warning } from "../finding.ts";

/** Gas of what a deployer may have to do at once: update a program, configure it, perform, fund. */
const GAS = 10_000_000n;

/** Whether whoever acts can pay for it. */
export const account: Check = {
  about: "account",
  needsDeployment: false,
  find: ({ account: { address, wei }, gasPrice }) => {
    const needed = GAS * gasPrice;
    if (wei >= needed) return [];
    return [
      warning({
        name: "account-poor",
        sentence: `The account ${address} has ${formatNative(wei)} for gas; send it ${formatNative(needed - wei)} so that it can act on what is found.`,
        remedy: `doctor --from ${address}`,
      }),
    ];
  },
};
