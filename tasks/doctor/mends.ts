/** What the doctor mends itself: rights and settings of our own contracts, and the record of them, that no other task sets. */
import type { ContractTransactionResponse } from "ethers";

import { type Role, guarded, roles, selectors } from "../../ignition/roles.ts";
import { requireServices } from "../common/chain.ts";
import { formatCount } from "../common/money.ts";
import { type Studio, deployedProgram } from "../common/studio.ts";
import { print } from "../common/terminal.ts";
import { checked } from "../operations/checked.ts";
import { PERFORM_GAS } from "../operations/upkeep.ts";
import { managerOf } from "../program/rights.ts";
import { mendRecord } from "./mend-record.ts";

/** @param program of the finding; empty if it is of none */
type Mend = (studio: Studio, program: string) => Promise<unknown>;

/** By the name of the finding. */
const mends: Readonly<Record<string, Mend>> = {
  "contract-missing": rewrite,
  "program-unknown": rewrite,
  "upkeep-gas-low": (studio) =>
    send(
      studio,
      `gave the upkeep ${formatCount(PERFORM_GAS)} gas`,
      checked(studio.services.registry.setUpkeepGasLimit, studio.record.upkeep!.id, PERFORM_GAS),
    ),
  "consumer-may-not-settle": (studio) =>
    send(studio, "let the consumer settle", checked(studio.ledger.setConsumer, studio.consumer.target, true)),
  "role-curator-empty": (studio) => appoint(studio, "curator"),
  "role-guardian-empty": (studio) => appoint(studio, "guardian"),
  "role-manager-empty": (studio) => appoint(studio, "manager"),
  "ledger-closed": (studio) => open(studio, "ledger"),
  "consumer-closed": (studio) => open(studio, "consumer"),
  "listener-missing": listen,
  "collection-unmanaged": manage,
  "secrets-missing": refer,
  "secrets-outdated": refer,
};

export const mendable: readonly string[] = Object.keys(mends);

/** Does it and tells what it did. */
export async function mend(studio: Studio, finding: string, program: string): Promise<void> {
  await mends[finding]!(studio, program);
}

function send({ spending }: Studio, done: string, sending: Promise<ContractTransactionResponse>): Promise<unknown> {
  return spending.send(done, sending);
}

async function rewrite(studio: Studio): Promise<void> {
  await mendRecord(studio);
  print("the deployment record names what Ignition's journal does");
}

async function appoint(studio: Studio, role: Role): Promise<unknown> {
  const { address } = studio.signer;
  const manager = await managerOf(studio);
  return send(studio, `made ${address} ${role}`, checked(manager.grantRole, roles[role], address, 0));
}

async function open(studio: Studio, contract: "ledger" | "consumer"): Promise<unknown> {
  const manager = await managerOf(studio);
  return send(studio, `opened the ${contract}`, checked(manager.setTargetClosed, studio[contract].target, false));
}

async function listen(studio: Studio, program: string): Promise<unknown> {
  const { id, collection } = deployedProgram(studio, program);
  const all = [...(await studio.ledger.listenersOf(id)), collection];
  return send(studio, `the collection of ${program} is told of changes`, checked(studio.ledger.setListeners, id, all));
}

async function manage(studio: Studio, program: string): Promise<unknown> {
  const { collection } = deployedProgram(studio, program);
  const manager = await managerOf(studio);
  const functions = selectors(guarded.ImagoCollection.manager);
  return send(
    studio,
    `let managers act on the collection of ${program}`,
    checked(manager.setTargetFunctionRole, collection, functions, roles.manager),
  );
}

function refer(studio: Studio, program: string): Promise<unknown> {
  const { secretsReference } = requireServices(studio.chain, studio.record.services);
  const { id } = deployedProgram(studio, program);
  return send(
    studio,
    `requests of ${program} refer to the secrets that the DON holds`,
    checked(studio.consumer.setSecrets, id, secretsReference),
  );
}
