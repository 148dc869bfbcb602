/** Who may do what, as the access manager tells it. */
import { type Role, roles } from "../../../ignition/roles.ts";
import type { Studio } from "../../common/studio.ts";
import { holdersOf, managerOf } from "../../program/rights.ts";
import type { At } from "../../status/at.ts";
import type { MemberReading, RightsReading } from "./reading.ts";

const ROLES: readonly (readonly [MemberReading["role"], bigint])[] = [
  ["admin", 0n],
  ...(Object.entries(roles) as [Role, bigint][]),
];

export async function readRights(studio: Studio, at: At): Promise<RightsReading> {
  const { ledger, consumer, record } = studio;
  const manager = await managerOf(studio);
  const address = await consumer.getAddress();
  const { ledger: ledgerAddress } = record.contracts!;
  const [consumerMaySettle, members, closed] = await Promise.all([
    ledger.isConsumer(address, at),
    Promise.all(ROLES.map(([role, id]) => membersOf(studio, role, id))),
    Promise.all([ledgerAddress, address].map((target) => manager.isTargetClosed(target, at))),
  ]);
  const names = ["ledger", "consumer"];
  return {
    consumer: address,
    consumerMaySettle,
    members: members.flat(),
    closed: names.filter((_, index) => closed[index]),
  };
}

async function membersOf(studio: Studio, role: MemberReading["role"], id: bigint): Promise<MemberReading[]> {
  const accounts = await holdersOf(studio, id);
  const { provider } = studio.chain.ethers;
  return Promise.all(accounts.map(async (account) => ({ role, account, lives: await lives(provider, account) })));
}

async function lives(provider: Studio["chain"]["ethers"]["provider"], account: string): Promise<boolean> {
  const [code, sent, wei] = await Promise.all([
    provider.getCode(account),
    provider.getTransactionCount(account),
    provider.getBalance(account),
  ]);
  return code !== "0x" || sent > 0 || wei > 0n;
}
