/** A ledger without a network: its only consumer is an account that hands in whatever a test likes. */
import hre from "hardhat";
import { type BaseContract, type ContractTransactionResponse, dataSlice, concat } from "ethers";

import { guarded, roles, selectors } from "../../ignition/roles.ts";
import { DAY, SETTLE_DELAY, type EvolutionFields, evolve, hold, terms } from "./sample.ts";

/** Where the tests' time begins: the beginning of this period. */
export const FIRST_PERIOD = 14_000;

/** `Reason` of contracts/evolution/ProgramTypes.sol, in its order. */
export const REASONS = [
  "None",
  "Length",
  "Format",
  "Kind",
  "SpareBits",
  "Program",
  "Version",
  "Period",
  "Decider",
  "State",
  "Transition",
  "Traits",
  "Multiplier",
  "Reading",
  "ReferenceBand",
  "PromptDigest",
  "ContentDigest",
  "HoldBeforeEvolution",
  "HoldFields",
  "Settled",
  "Paused",
] as const;
export type ReasonName = (typeof REASONS)[number];

/** `Rung` of the same file. */
export const FRESH = 0n;
export const STALE = 1n;
export const FALLBACK = 2n;

export type Ground = Awaited<ReturnType<typeof deployLedger>>;

/** A chain of its own with a ledger; program 1 has the sample's terms. The signer of `ledger` is the admin. */
export async function deployLedger() {
  const connection = await hre.network.create({
    network: "default",
    override: { initialDate: new Date(FIRST_PERIOD * DAY * 1_000), allowBlocksWithSameTimestamp: true },
  });
  const { ethers, provider } = connection;
  const [admin, curator, guardian, manager, consumer, stranger, dao] = await ethers.getSigners();
  if (!admin || !curator || !guardian || !manager || !consumer || !stranger || !dao)
    throw new Error("too few accounts");
  const authority = await ethers.deployContract("AccessManager", [admin]);
  const termsCheck = await ethers.deployContract("TermsCheck");
  const ledger = await ethers.deployContract("EvolutionLedger", [authority], {
    libraries: { TermsCheck: termsCheck },
  });
  await authority.grantRole(roles.curator, curator, 0);
  await authority.grantRole(roles.guardian, guardian, 0);
  await authority.grantRole(roles.manager, manager, 0);
  await authority.setTargetFunctionRole(ledger, selectors(guarded.EvolutionLedger.curator), roles.curator);
  await authority.setTargetFunctionRole(ledger, selectors(guarded.EvolutionLedger.guardian), roles.guardian);
  await ledger.setConsumer(consumer, true);
  await ledger.connect(curator).registerProgram(terms());

  const now = async (): Promise<number> => (await ethers.provider.getBlock("latest"))!.timestamp;
  const dueAt = (period: number): number => (period + 1) * DAY + SETTLE_DELAY;
  const setNext = (seconds: number) => provider.request({ method: "evm_setNextBlockTimestamp", params: [seconds] });
  const mine = () => provider.request({ method: "evm_mine", params: [] });
  const setTime = async (seconds: number): Promise<void> => {
    await setNext(seconds);
    await mine();
  };
  /** Hands an answer in, at once or at a second; `period` is the one asked for. */
  const settle = async (period: number, answer: string, at?: number): Promise<ContractTransactionResponse> => {
    if (at !== undefined) await setNext(at);
    // Enough for every listener: an estimate would stop at the least with which the settlement alone succeeds.
    return ledger.connect(consumer).settle(1, period, answer, { gasLimit: 1_000_000 });
  };
  return {
    connection,
    ethers,
    provider,
    accounts: { admin, curator, guardian, manager, consumer, stranger, dao },
    authority,
    termsCheck,
    ledger,
    curated: ledger.connect(curator),
    guarded: ledger.connect(guardian),
    settling: ledger.connect(consumer),
    now,
    dueAt,
    setNext,
    setTime,
    settle,
    /** Settles a period with an evolution in the very second in which it falls due. */
    evolveOnTime: (period: number, fields: Partial<EvolutionFields> = {}) =>
      settle(period, evolve({ program: 1, period, ...fields }), dueAt(period)),
    /** The same with a HOLD. */
    holdOnTime: (period: number, fields: Partial<EvolutionFields> = {}) =>
      settle(period, hold({ program: 1, period, ...fields }), dueAt(period)),
    /** Sends transactions that land in one block, in this order. */
    inOneBlock: async (...sends: readonly (() => Promise<ContractTransactionResponse>)[]): Promise<void> => {
      await provider.request({ method: "evm_setAutomine", params: [false] });
      for (const send of sends) await send();
      await mine();
      await provider.request({ method: "evm_setAutomine", params: [true] });
    },
    close: () => connection.close(),
  };
}

/** The answer with some of its bytes replaced. */
export function patched(answer: string, at: number, bytes: string): string {
  const length = (bytes.length - 2) / 2;
  return concat([dataSlice(answer, 0, at), bytes, dataSlice(answer, at + length)]);
}

/** All logs of a transaction that a contract emitted, as names with arguments. */
export async function logsOf(contract: BaseContract, sent: ContractTransactionResponse) {
  const receipt = (await sent.wait())!;
  return receipt.logs.flatMap((log) => {
    const parsed = contract.interface.parseLog(log);
    return parsed === null || log.address !== contract.target ? [] : [{ name: parsed.name, args: [...parsed.args] }];
  });
}
