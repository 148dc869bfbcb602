/** Whether everything that the record names is there. */
import { requireServices } from "../../common/chain.ts";
import type { Studio } from "../../common/studio.ts";
import type { ContractReading } from "./reading.ts";

/** Chainlink's contracts by the names that people know. */
const SERVICES = {
  link: "LINK token",
  router: "Functions router",
  coordinator: "Functions coordinator",
  allowList: "allow list",
  registry: "Automation registry",
  registrar: "Automation registrar",
} as const;

export async function readContracts({ chain, record }: Studio): Promise<ContractReading[]> {
  const services = requireServices(chain, record.services);
  const named: Omit<ContractReading, "hasCode">[] = [
    ...Object.entries(record.contracts ?? {}).map(([name, address]) => ({ name, address, of: "imago" as const })),
    ...Object.entries(record.programs).map(([name, { collection }]) => ({
      name: `collection of ${name}`,
      address: collection,
      of: "imago" as const,
    })),
    ...Object.entries(SERVICES).map(([key, name]) => ({
      name,
      address: services[key as keyof typeof SERVICES],
      of: "chainlink" as const,
    })),
  ];
  return Promise.all(
    named.map(async (one) => ({ ...one, hasCode: (await chain.ethers.provider.getCode(one.address)) !== "0x" })),
  );
}
