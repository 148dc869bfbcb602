/** Chainlink contracts that somebody runs: where they stand, from a file. */
import { readFile } from "node:fs/promises";

import { getAddress, isAddress, isHexString } from "ethers";

import type { Chain } from "../common/chain.ts";
import { wrongInput } from "../common/failure.ts";
import { orUndefined } from "../status/at.ts";
import { type Services, serviceContracts } from "../operations/services.ts";

const ADDRESSES = [
  ...["link", "router", "coordinator", "allowList", "registry", "registrar", "linkNativeFeed", "linkUsdFeed"],
] as const;
const FIELDS = [...ADDRESSES, "donId", "secretsReference"];

/**
 * `Services` of tasks/operations/services.ts as JSON; `secretsReference` may be left out.
 *
 * @throws TaskFailure naming every field that is wrong
 */
export async function readServices(chain: Chain, file: string): Promise<Services> {
  const given = await parsed(file);
  const problems: string[] = Object.keys(given)
    .filter((name) => !FIELDS.includes(name))
    .map((name) => `${name} is no field; there are ${FIELDS.join(", ")}.`);
  for (const name of ADDRESSES) problems.push(...(await addressProblems(chain, name, given[name])));
  const { donId, secretsReference = "0x" } = given;
  if (!isHexString(donId, 32))
    problems.push(`donId is ${JSON.stringify(donId)}; write 32 bytes: 0x and 64 hexadecimal digits.`);
  if (!isHexString(secretsReference) || secretsReference.length > 130)
    problems.push(
      `secretsReference is ${JSON.stringify(secretsReference)}; write 0x and up to 128 hexadecimal digits.`,
    );
  const services = { ...given, secretsReference } as Services;
  if (problems.length === 0) problems.push(...(await strangers(chain, services)));
  if (problems.length > 0) throw wrongInput([`${file} does not name the services:`, ...problems].join("\n  "));
  return services;
}

async function parsed(file: string): Promise<Partial<Record<string, unknown>>> {
  try {
    const value: unknown = JSON.parse(await readFile(file, "utf8"));
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
    throw new Error("it is no object");
  } catch (error) {
    throw wrongInput(`The services file ${file} cannot be read: ${(error as Error).message}.`);
  }
}

async function addressProblems({ ethers, id }: Chain, name: string, value: unknown): Promise<string[]> {
  if (typeof value !== "string" || !isAddress(value))
    return [`${name} is ${JSON.stringify(value)}; write an address: 0x and 40 hexadecimal digits.`];
  const code = await ethers.provider.getCode(getAddress(value));
  return code === "0x" ? [`${name} is ${value}, where no contract stands on chain ${id}.`] : [];
}

/** What has an address and code, and is something else. */
async function strangers({ ethers, hre }: Chain, services: Services): Promise<string[]> {
  const [signer] = await ethers.getSigners();
  const { router } = await serviceContracts({ ethers, artifacts: hre.artifacts }, services, signer!);
  const found = await orUndefined(router.getContractById(services.donId));
  if (found === getAddress(services.coordinator)) return [];
  return [`donId is none that the router knows this coordinator by; correct donId, router or coordinator.`];
}
