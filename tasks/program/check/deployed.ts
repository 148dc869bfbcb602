/** How a program that stands on the chain of `--network` is asked for. */
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import { type Chain, openChain } from "../../common/chain.ts";
import { readRecord } from "../../common/record.ts";
import { readRequests } from "../standing.ts";
import type { Deployed } from "./subject.ts";

/** Undefined when no network was named, and when the program is not deployed and configured there. */
export async function findDeployed(hre: HardhatRuntimeEnvironment, name: string): Promise<Deployed | undefined> {
  if (hre.globalOptions.network === undefined) return undefined;
  await using chain = await openChain(hre);
  return await readDeployed(chain, name);
}

async function readDeployed(chain: Chain, name: string): Promise<Deployed | undefined> {
  const record = await readRecord(chain);
  const [contracts, program] = [record?.contracts, record?.programs[name]];
  if (record?.identity !== chain.identity || contracts === undefined || program === undefined) return undefined;
  const consumer = await chain.ethers.getContractAt("FunctionsConsumer", contracts.consumer);
  const line = (await readRequests({ consumer }, program.id))?.line;
  return line && { ...line, network: chain.connection.networkName };
}
