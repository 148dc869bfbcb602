/** Who may configure the consumer: members of the curator role in the deployment's AccessManager. */
import type { HardhatEthers } from "@nomicfoundation/hardhat-ethers/types";
import { Interface, Contract } from "ethers";

import { roles } from "../../ignition/roles.ts";

const manager = new Interface([
  "event RoleGranted(uint64 indexed roleId, address indexed account, uint32 delay, uint48 since, bool newMember)",
  "function hasRole(uint64 roleId, address account) view returns (bool isMember, uint32 executionDelay)",
]);

/**
 * Addresses of the curators; the manager keeps no list, so they are found by its events.
 *
 * @param fromBlock the manager was deployed no earlier
 */
export async function curators({ provider }: HardhatEthers, address: string, fromBlock: number): Promise<string[]> {
  const contract = new Contract(address, manager, provider);
  const granted = await contract.queryFilter(contract.filters.RoleGranted!(roles.curator), fromBlock);
  const accounts = granted.map((event) => manager.parseLog(event)!.args.getValue("account") as string);
  const members = await Promise.all(
    [...new Set(accounts)].map(async (account) => {
      const { isMember } = (await contract.getFunction("hasRole").staticCall(roles.curator, account)) as unknown as {
        readonly isMember: boolean;
      };
      return isMember ? [account] : [];
    }),
  );
  return members.flat();
}
