/** What is done with an Automation upkeep on chain; tasks and simulations do it through the same functions. */
import { type ContractTransactionReceipt, type ContractTransactionResponse, type Signer, resolveAddress } from "ethers";

import type { ServiceContracts } from "./services.ts";

type Automation = Pick<ServiceContracts, "registry" | "registrar" | "link">;

export interface UpkeepTerms {
  /** The contract with `checkUpkeep` and `performUpkeep`. */
  readonly target: string;
  /** Gas of `performUpkeep`. */
  readonly gasLimit: number;
  /** What the upkeep starts with. */
  readonly juels: bigint;
  readonly checkData?: string;
}

/** Enough for three programs' requests and their announcements; what is not used is not paid. */
export const PERFORM_GAS = 1_500_000;

const CONDITION_TRIGGER = 0;

/** The registrar draws the first LINK itself. */
export function approveRegistrar(
  { link, registrar }: Automation,
  admin: Signer,
  juels: bigint,
): Promise<ContractTransactionResponse> {
  return link.connect(admin).approve(registrar.target, juels);
}

/** Registers a conditional upkeep; its admin pays and must have approved the registrar. */
export async function registerUpkeep(
  { registrar }: Automation,
  admin: Signer,
  { target, gasLimit, juels, checkData = "0x" }: UpkeepTerms,
): Promise<ContractTransactionResponse> {
  return registrar.connect(admin).registerUpkeep({
    name: "imago",
    encryptedEmail: "0x",
    upkeepContract: await resolveAddress(target),
    gasLimit,
    adminAddress: await admin.getAddress(),
    triggerType: CONDITION_TRIGGER,
    checkData,
    triggerConfig: "0x",
    offchainConfig: "0x",
    amount: juels,
  });
}

/** @throws Error when the registrar only noted a request: it does not approve by itself */
export async function registeredUpkeep(
  { registry }: Automation,
  receipt: ContractTransactionReceipt,
): Promise<{ id: bigint; forwarder: string }> {
  const registered = receipt.logs
    .map((log) => registry.interface.parseLog(log))
    .find((event) => event?.name === "UpkeepRegistered");
  if (registered === undefined || registered === null)
    throw new Error("The registrar registered nothing: it does not approve by itself.");
  const id = registered.args.getValue("id") as bigint;
  return { id, forwarder: await registry.getForwarder(id) };
}
