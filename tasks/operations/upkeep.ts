/** What is done with an Automation upkeep on chain; tasks and simulations do it through the same functions. */
import {
  AbiCoder,
  type ContractTransactionReceipt,
  type ContractTransactionResponse,
  type Signer,
  resolveAddress,
} from "ethers";

import { checked } from "./checked.ts";
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
  return checked(registrar.connect(admin).registerUpkeep, {
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

/** LINK goes to an upkeep with the token's own transfer, whose data names it. */
export function fundUpkeep(
  { link, registry }: Automation,
  payer: Signer,
  { id, juels }: { readonly id: bigint; readonly juels: bigint },
): Promise<ContractTransactionResponse> {
  const data = AbiCoder.defaultAbiCoder().encode(["uint256"], [id]);
  return checked(link.connect(payer).transferAndCall, registry.target, juels, data);
}

/** An upkeep as the registry has it. */
export interface UpkeepState {
  readonly id: bigint;
  readonly forwarder: string;
  /** Who may pause, cancel and withdraw. */
  readonly admin: string;
  readonly gasLimit: bigint;
  /** Juels. */
  readonly balance: bigint;
  /** Juels without which nothing is performed: what `gasLimit` would cost at the worst. */
  readonly minimum: bigint;
  /** Juels. */
  readonly spent: bigint;
  /** Block; 0 before the first time. */
  readonly lastPerformed: number;
  readonly paused: boolean;
  /** The block from which on the balance may be withdrawn; undefined unless it is cancelled. */
  readonly withdrawableFrom: number | undefined;
}

const NOT_CANCELLED = 2n ** 32n - 1n;

export async function readUpkeep({ registry }: Pick<Automation, "registry">, id: bigint): Promise<UpkeepState> {
  const [upkeep, minimum, forwarder] = await Promise.all([
    registry.getUpkeep(id),
    registry.getMinBalance(id),
    registry.getForwarder(id),
  ]);
  const { maxValidBlocknumber } = upkeep;
  return {
    id,
    forwarder,
    admin: upkeep.admin,
    gasLimit: upkeep.performGas,
    balance: upkeep.balance,
    minimum,
    spent: upkeep.amountSpent,
    lastPerformed: Number(upkeep.lastPerformedBlockNumber),
    paused: upkeep.paused,
    withdrawableFrom: maxValidBlocknumber === NOT_CANCELLED ? undefined : Number(maxValidBlocknumber),
  };
}

/** Whether the registrar would approve a registration of this account by itself. */
export async function approvesAlone({ registrar }: Pick<Automation, "registrar">, account: string): Promise<boolean> {
  const { autoApproveType, autoApproveMaxAllowed, approvedCount } =
    await registrar.getTriggerRegistrationDetails(CONDITION_TRIGGER);
  if (approvedCount >= autoApproveMaxAllowed) return false;
  const [listed, everybody] = [1n, 2n];
  if (autoApproveType === listed) return registrar.getAutoApproveAllowedSender(account);
  return autoApproveType === everybody;
}

/** Juels that an upkeep of this gas limit must hold to be performed. */
export function reserveOf({ registry }: Pick<Automation, "registry">, gasLimit: number): Promise<bigint> {
  return registry.getMaxPaymentForGas(CONDITION_TRIGGER, gasLimit);
}

/** What the registry keeps of an upkeep that is cancelled before it has spent enough. */
export async function cancellationFee(
  { registry }: Pick<Automation, "registry">,
  { spent, balance }: UpkeepState,
): Promise<bigint> {
  const { config } = await registry.getState();
  const fee = config.minUpkeepSpend > spent ? config.minUpkeepSpend - spent : 0n;
  return fee > balance ? balance : fee;
}
