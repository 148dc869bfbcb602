/** A program of the tests' own that listens, deployed beside those of the ground by the very functions that deploy those. */
import { writeFile } from "node:fs/promises";
import path from "node:path";

import { bundle } from "../../../functions-source/bundle.ts";
import { loadProgram } from "../../../functions-source/programs.ts";
import { deploymentFolder } from "../../../tasks/common/record.ts";
import { type Draft, defaultEdition, defaultLine, deployContracts } from "../../../tasks/operations/deployment.ts";
import type { Ground } from "../program/ground.ts";

const FOLDER = new URL("./programs/", import.meta.url);
const CHAIN = 31_337;
export const LISTENING = "swayed-index";

/** The program, ready to be registered. */
export async function listeningDraft(): Promise<Draft> {
  const [program, bundled] = await Promise.all([loadProgram(LISTENING, FOLDER), bundle(LISTENING, FOLDER)]);
  return { program, bundle: bundled };
}

/**
 * Deploys what of it does not stand yet, and writes it into the record.
 *
 * @returns the transactions that it took, by Ignition's names
 */
export async function deployListening(ground: Ground, { confirm = false } = {}): Promise<Map<string, string>> {
  const sent = new Map<string, string>();
  const { network, hre } = ground;
  const record = await ground.record();
  const draft = await listeningDraft();
  const told = ({ future, hash }: { readonly future: string; readonly hash: string }): void =>
    void sent.set(future, hash);
  const journal = deploymentFolder(hre, CHAIN);
  const sender = network.accounts.deployer.address;
  const { collections } = await deployContracts(
    { provider: network.connection.provider, artifacts: hre.artifacts, sender, journal, told },
    {
      services: record.services,
      admin: sender,
      subscriptionId: BigInt(record.subscriptionId!),
      works: [{ draft, edition: defaultEdition(draft), line: { ...defaultLine, confirm } }],
    },
  );
  const collection = collections[LISTENING]!;
  const contract = await network.ethers.getContractAt("ImagoCollection", collection);
  const id = Number(await contract.PROGRAM());
  const programs = { ...record.programs, [LISTENING]: { id, collection } };
  await writeFile(path.join(journal, "imago.json"), `${JSON.stringify({ ...record, programs }, null, 2)}\n`);
  return sent;
}
