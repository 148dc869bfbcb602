/** A deployment record that names what is not there, put right from Ignition's journal beside it. */
import { readFile } from "node:fs/promises";
import path from "node:path";

import programModule from "../../ignition/modules/Program.ts";
import { TaskFailure } from "../common/failure.ts";
import { type DeploymentRecord, type ProgramRecord, deploymentFolder, writeRecord } from "../common/record.ts";
import { type Studio, command } from "../common/studio.ts";

/** Addresses by Ignition's names. */
type Journal = Readonly<Record<string, string>>;

const PROTOCOL = {
  manager: "Protocol#AccessManager",
  ledger: "Protocol#EvolutionLedger",
  consumer: "Protocol#FunctionsConsumer",
  renderer: "Protocol#ImagoRenderer",
} as const;

/** @throws TaskFailure when the journal is not there, or names no better addresses */
export async function mendRecord(studio: Studio): Promise<void> {
  const { chain, record } = studio;
  const journal = await readJournal(studio);
  const contracts = mapValues(PROTOCOL, (name) => journal[name]) as NonNullable<DeploymentRecord["contracts"]>;
  const programs = await Promise.all(
    Object.entries(record.programs).map(async ([name, program]) => {
      const collection = journal[`${programModule(name).id}#ImagoCollection`] ?? program.collection;
      return [name, { ...program, id: await idOf(studio, { ...program, collection }), collection }] as const;
    }),
  );
  const mended = { ...record, contracts, programs: Object.fromEntries(programs) };
  if (Object.values(contracts).includes(undefined as never) || JSON.stringify(mended) === JSON.stringify(record))
    throw new TaskFailure("Ignition's journal knows no other addresses than the deployment record.", {
      remedy: command(chain, "status"),
    });
  await writeRecord(chain, mended);
}

async function readJournal({ chain }: Studio): Promise<Journal> {
  const file = path.join(deploymentFolder(chain.hre, chain.id), "deployed_addresses.json");
  const text = await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    throw new TaskFailure(`Ignition's journal ${file} cannot be read (${cause.code}).`, {
      cause,
      remedy: "restore the folder from version control or a backup",
    });
  });
  return JSON.parse(text) as Journal;
}

/** The program that a collection follows; as recorded where the collection is not there. */
async function idOf({ chain }: Studio, { id, collection }: ProgramRecord): Promise<number> {
  if ((await chain.ethers.provider.getCode(collection)) === "0x") return id;
  return Number(await (await chain.ethers.getContractAt("ImagoCollection", collection)).PROGRAM());
}

function mapValues<K extends string>(table: Readonly<Record<K, string>>, map: (value: string) => string | undefined) {
  return Object.fromEntries(Object.entries<string>(table).map(([key, value]) => [key, map(value)]));
}
