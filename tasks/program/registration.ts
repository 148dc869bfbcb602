/** One more program with its collection on a deployment that stands, with the same Ignition module that `deploy` uses. */
import type { HardhatEthers } from "@nomicfoundation/hardhat-ethers/types";

import { termsOf } from "../../functions-source/registration.ts";
import programModule from "../../ignition/modules/Program.ts";
import { TaskFailure } from "../common/failure.ts";
import { formatCount, formatNative } from "../common/money.ts";
import { type ProgramRecord, deploymentId, writeRecord } from "../common/record.ts";
import type { Studio } from "../common/studio.ts";
import { note } from "../common/terminal.ts";
import { type Draft, type Edition, type Line, defaultLine, parametersOf } from "../operations/deployment.ts";
import { checkTerms } from "./check-terms.ts";
import { requireRight } from "./rights.ts";

export interface Registration {
  readonly draft: Draft;
  readonly edition: Edition;
  readonly subscriptionId: bigint;
}

/** Gas of the collection's creation and the small calls around it, measured and rounded up. */
const COLLECTION_GAS = 4_000_000n;
/** Of the contract that counts signals and the call that names it, likewise. */
const SIGNALS_GAS = 635_000n;
/** A rule of FunctionsConsumer. */
const MAX_LINES = 16;

/** Everything that can be known beforehand. @throws TaskFailure naming what would fail */
export async function checkRegistration(studio: Studio, { draft }: Registration): Promise<void> {
  const { ledger, consumer, chain, record } = studio;
  const { name } = draft.program.core;
  const words = `program register ${name}`;
  const manager = await chain.ethers.getContractAt("AccessManager", record.contracts!.manager);
  await requireRight(studio, { contract: ledger, method: "registerProgram", words });
  await requireRight(studio, { contract: consumer, method: "configure", words });
  await requireRight(studio, { contract: manager, method: "setTargetFunctionRole", words });
  if ((await consumer.lines()).length >= MAX_LINES)
    throw new TaskFailure(`The consumer ${String(consumer.target)} serves ${MAX_LINES} programs already, its most.`, {
      remedy: "deploy a second protocol for further programs",
    });
  const terms = termsOf(draft.program, draft.bundle);
  await checkTerms(chain.hre.artifacts, name, () => ledger.registerProgram.staticCall(terms));
  await checkBalance(studio, draft);
}

async function checkBalance({ ledger, consumer, chain, signer }: Studio, { program, bundle }: Draft): Promise<void> {
  const [stored, registered, { gasPrice }, balance] = await Promise.all([
    consumer.storeSource.estimateGas(bundle.source),
    ledger.registerProgram.estimateGas(termsOf(program, bundle)),
    chain.ethers.provider.getFeeData(),
    chain.ethers.provider.getBalance(signer),
  ]);
  const gas = stored + registered + COLLECTION_GAS + (program.listens ? SIGNALS_GAS : 0n);
  const cost = gas * (gasPrice ?? 0n);
  note(`about ${formatCount(gas)} gas, ${formatNative(cost)}`);
  if (balance < cost)
    throw new TaskFailure(`${signer.address} has ${formatNative(balance)}; about ${formatNative(cost)} are needed.`, {
      remedy: "send native coin to this account first, or name another with --from",
    });
}

/** Goes on where an interrupted registration stopped, and writes the program into the record. */
export async function register(
  studio: Studio,
  { draft, edition, subscriptionId }: Registration,
): Promise<ProgramRecord> {
  const { chain, record, signer, services } = studio;
  const { name } = draft.program.core;
  const order = {
    services: { ...record.services, router: String(services.router.target) },
    admin: signer.address,
    subscriptionId,
    works: [{ draft, edition, line: defaultLine satisfies Line }],
  };
  const parameters = parametersOf(order);
  const { collection } = await chain.connection.ignition.deploy(programModule(name, draft.program.listens), {
    parameters,
    deploymentId: deploymentId(chain.id),
    defaultSender: signer.address,
  });
  const made = { id: await programOf(chain.ethers, String(collection.target)), collection: String(collection.target) };
  await writeRecord(chain, { ...record, programs: { ...record.programs, [name]: made } });
  return made;
}

async function programOf(ethers: HardhatEthers, address: string): Promise<number> {
  const collection = await ethers.getContractAt("ImagoCollection", address);
  return Number(await collection.PROGRAM());
}
