/** Programs that stand: what a collection was born with can be asked for again, but not otherwise. */
import { wrongInput } from "../common/failure.ts";
import { parseNative } from "../common/money.ts";
import type { DeploymentRecord } from "../common/record.ts";
import type { DeployConfig, ProgramConfig } from "./config.ts";
import type { Site } from "./site.ts";

/** @throws TaskFailure naming every field that differs from what stands on chain */
export async function checkUnchanged(
  { chain }: Site,
  { programs }: DeploymentRecord,
  config: DeployConfig,
): Promise<void> {
  const problems: string[] = [];
  for (const [name, wanted] of Object.entries(config.programs)) {
    const standing = programs[name];
    if (standing === undefined) continue;
    const collection = await chain.ethers.getContractAt("ImagoCollection", standing.collection);
    const [collectionName, symbol, supply, perWallet, price] = await Promise.all([
      collection.name(),
      collection.symbol(),
      collection.MAX_SUPPLY(),
      collection.PER_WALLET(),
      collection.PRICE(),
    ]);
    problems.push(...differences(name, wanted, { collectionName, symbol, supply, perWallet, price }));
  }
  if (problems.length > 0) throw wrongInput(["What stands on chain cannot change:", ...problems].join("\n  "));
}

interface Born {
  readonly collectionName: string;
  readonly symbol: string;
  readonly supply: bigint;
  readonly perWallet: bigint;
  /** Wei. */
  readonly price: bigint;
}

function differences(name: string, wanted: ProgramConfig, born: Born): string[] {
  const given: Born = {
    ...wanted,
    supply: BigInt(wanted.supply),
    perWallet: BigInt(wanted.perWallet),
    price: parseNative(wanted.price, "price"),
  };
  return (Object.keys(born) as (keyof Born)[])
    .filter((field) => given[field] !== born[field])
    .map((field) => `programs.${name}.${field} is ${String(wanted[field])}, but the collection stands with another.`);
}
