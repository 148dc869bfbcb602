/** About how much gas each step takes, measured and rounded up; `--dry-run` measures anew. A test holds these against what is really used. */
import { dataLength } from "ethers";

import { termsOf } from "../../functions-source/registration.ts";
import programModule from "../../ignition/modules/Program.ts";
import { roles } from "../../ignition/roles.ts";
import type { Draft } from "../operations/deployment.ts";

export const gas = {
  terms: 110_000n,
  subscription: 110_000n,
  funding: 110_000n,
  consumer: 110_000n,
  allowance: 50_000n,
  upkeep: 560_000n,
  performer: 65_000n,
  grant: 80_000n,
} as const;

/** By future of ignition/modules/Protocol.ts. */
const PROTOCOL: Readonly<Record<string, bigint>> = {
  AccessManager: 2_400_000n,
  TermsCheck: 1_400_000n,
  EvolutionLedger: 4_900_000n,
  FunctionsConsumer: 4_200_000n,
  ImagoRenderer: 4_700_000n,
  ...Object.fromEntries(
    Object.keys(roles).flatMap((role) => [
      [`label_${role}`, 29_000n],
      [`grant_${role}`, 56_000n],
    ]),
  ),
  rights_ledger_1: 130_000n,
  rights_ledger_2: 55_000n,
  rights_consumer_1: 105_000n,
  "EvolutionLedger.setConsumer": 60_000n,
};

/** Of what an earlier try has not finished. */
export function gasOfProtocol(done: ReadonlySet<string>): bigint {
  return left("Protocol", PROTOCOL, done);
}

/** Of what an earlier try has not finished: storing bytes of source and vocabulary is the larger part. */
export function gasOfProgram({ program, bundle }: Draft, done: ReadonlySet<string>): bigint {
  const vocabulary = BigInt(dataLength(termsOf(program, bundle).vocabulary));
  const futures = {
    "Protocol~FunctionsConsumer.storeSource": 50_000n + 230n * BigInt(bundle.bytes),
    "Protocol~EvolutionLedger.registerProgram": 200_000n + 980n * vocabulary,
    "Protocol~FunctionsConsumer.configure": 187_000n,
    "Protocol~FunctionsConsumer.setSecrets": 67_000n,
    ImagoCollection: 3_500_000n,
    "Protocol~AccessManager.setTargetFunctionRole": 105_000n,
    "Protocol~EvolutionLedger.setListeners": 87_000n,
    ...(program.listens && { Signals: 560_000n, "Protocol~FunctionsConsumer.setSignals": 75_000n }),
  };
  return left(programModule(bundle.name).id, futures, done);
}

function left(module: string, futures: Readonly<Record<string, bigint>>, done: ReadonlySet<string>): bigint {
  return Object.entries(futures).reduce((sum, [name, one]) => (done.has(`${module}#${name}`) ? sum : sum + one), 0n);
}
