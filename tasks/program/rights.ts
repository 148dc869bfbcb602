/** Who may do what, as the deployment's AccessManager says it: asked before anything is sent. */
import type { BaseContract } from "ethers";

import { roles } from "../../ignition/roles.ts";
import { TaskFailure } from "../common/failure.ts";
import { type Studio, command } from "../common/studio.ts";
import { span } from "./words.ts";

const ADMIN = 0n;

interface Deed {
  /** The guarded contract and its function. */
  readonly contract: BaseContract;
  readonly method: string;
  /** The task's words, for the remedy. */
  readonly words: string;
}

/**
 * Sees to it that the signer may call a guarded function at once.
 *
 * @throws TaskFailure saying which role is missing and who has it
 */
export async function requireRight(studio: Studio, { contract, method, words }: Deed): Promise<void> {
  const { signer, chain } = studio;
  const manager = await managerOf(studio);
  const { selector } = contract.interface.getFunction(method)!;
  const [{ immediate, delay }, roleId] = await Promise.all([
    manager.canCall(signer.address, contract, selector),
    manager.getTargetFunctionRole(contract, selector),
  ]);
  if (immediate) return;
  const role = nameOf(roleId);
  if (delay > 0n)
    throw new TaskFailure(
      `${signer.address} is a ${role} with a delay of ${span(delay)}; this call must be scheduled.`,
      {
        remedy: `schedule ${method} at the AccessManager ${await manager.getAddress()}, and execute it after the delay`,
      },
    );
  const holders = await holdersOf(studio, roleId);
  const known = (await chain.ethers.getSigners()).findIndex(({ address }) => holders.includes(address));
  throw new TaskFailure(
    `${signer.address} is no ${role}, which ${method} needs; ${role}: ${holders.join(", ") || "nobody"}.`,
    {
      remedy:
        known === -1
          ? "add the key of an account that has the role to this network, and name it with --from"
          : command(chain, `${words} --from ${known}`),
    },
  );
}

/** Accounts that have a role now. */
export async function holdersOf(studio: Studio, roleId: bigint): Promise<string[]> {
  const manager = await managerOf(studio);
  const granted = await manager.queryFilter(manager.filters.RoleGranted(roleId), studio.record.startBlock);
  const accounts = [...new Set(granted.map(({ args }) => args.account))];
  const members = await Promise.all(accounts.map((account) => manager.hasRole(roleId, account)));
  return accounts.filter((_, index) => members[index]!.isMember);
}

/** The contract that knows everybody's roles. */
export function managerOf({ chain, record, signer }: Studio) {
  return chain.ethers.getContractAt("AccessManager", record.contracts!.manager, signer);
}

function nameOf(roleId: bigint): string {
  if (roleId === ADMIN) return "admin";
  return Object.entries(roles).find(([, id]) => id === roleId)?.[0] ?? `holder of role ${roleId}`;
}
