import { FunctionFragment } from "ethers";

/**
 * Who may do what, as the AccessManager is told at deployment. Handing the project over is a change of members: no contract has an owner.
 * The admin (role 0 of every AccessManager) is the only one who grants roles, and the only one who may let a consumer settle.
 */
export const roles = {
  /** Registers and updates programs, sets listeners, configures requests, ends a pause. */
  curator: 1n,
  /** Pauses, and nothing else. */
  guardian: 2n,
  /** Replaces and locks renderers, withdraws proceeds. */
  manager: 3n,
} as const;

export type Role = keyof typeof roles;

/** The guarded functions of each contract by role. */
export const guarded = {
  EvolutionLedger: {
    curator: [
      "registerProgram((bytes32,bytes32,bytes,uint40,uint32,uint32,uint16,uint16,uint256,uint16,uint16,(uint8,uint64,int128,uint16),address,uint16,int8))",
      "updateProgram(uint32,(bytes32,bytes32,bytes,uint40,uint32,uint32,uint16,uint16,uint256,uint16,uint16,(uint8,uint64,int128,uint16),address,uint16,int8))",
      "setListeners(uint32,address[])",
      "unpause(uint32)",
    ],
    guardian: ["pause(uint32)"],
  },
  FunctionsConsumer: {
    curator: [
      "configure(uint32,(bytes32,uint64,uint64,uint24,uint24,uint24,uint8,bool))",
      "setSecrets(uint32,bytes)",
      "setSignals(uint32,address)",
      "setPerformer(address,bool)",
    ],
  },
  ImagoCollection: {
    manager: ["setRenderer(address)", "lockRenderer()", "withdraw(address)"],
  },
} as const satisfies Record<string, Partial<Record<Role, readonly string[]>>>;

/**
 * Selectors of guarded functions.
 *
 * @throws Error naming what is not a signature
 */
export function selectors(signatures: readonly string[]): string[] {
  return signatures.map((signature) => {
    try {
      return FunctionFragment.from(`function ${signature}`).selector;
    } catch (cause) {
      throw new Error(`"${signature}" is not a function signature; correct ignition/roles.ts.`, { cause });
    }
  });
}
