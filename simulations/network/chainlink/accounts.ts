/** What users of the services do: subscriptions, secrets, upkeeps. */
import cbor from "cbor";
import {
  type Contract,
  type Signer,
  type Wallet,
  AbiCoder,
  Signature,
  getBytes,
  hexlify,
  resolveAddress,
} from "ethers";

import type { SecretsReference } from "../../node/protocol.ts";
import { transact } from "./deployer.ts";
import type { AutomationContracts } from "./automation.ts";
import type { FunctionsContracts } from "./functions.ts";

const coder = AbiCoder.defaultAbiCoder();

export interface SubscriptionOptions {
  /** An unlocked account. */
  readonly owner: Signer;
  /** Contracts that may send requests. */
  readonly consumers: readonly string[];
  /** What the subscription starts with. */
  readonly juels: bigint;
}

export interface UpkeepOptions {
  /** The contract with `checkUpkeep` and `performUpkeep`. */
  readonly target: string;
  /** Gas of `performUpkeep`. */
  readonly gasLimit: number;
  /** An unlocked account. */
  readonly admin: Signer;
  /** What the upkeep starts with. */
  readonly juels: bigint;
  readonly checkData?: string;
}

interface Services {
  readonly link: Contract;
  /** Holds the LINK that is handed out. */
  readonly treasury: Signer;
}

/** Accepts the terms of service, creates a subscription, adds its consumers and funds it. */
export async function createSubscription(
  { link, treasury }: Services,
  { router, allowList }: FunctionsContracts,
  termsSigner: Wallet,
  { owner, consumers, juels }: SubscriptionOptions,
): Promise<bigint> {
  const address = await owner.getAddress();
  await acceptTerms(allowList, termsSigner, owner, address);
  const ownersRouter = router.connect(owner) as Contract;
  const id = (await ownersRouter.getFunction("createSubscription").staticCall()) as bigint;
  await transact(ownersRouter, "createSubscription");
  for (const consumer of consumers) await transact(ownersRouter, "addConsumer", id, consumer);
  await transact(
    link.connect(treasury) as Contract,
    "transferAndCall",
    router.target,
    juels,
    coder.encode(["uint64"], [id]),
  );
  return id;
}

async function acceptTerms(allowList: Contract, termsSigner: Wallet, owner: Signer, address: string): Promise<void> {
  if (await allowList.getFunction("hasAccess").staticCall(address, "0x")) return;
  const message = await allowList.getFunction("getMessage").staticCall(address, address);
  const { r, s, v } = Signature.from(await termsSigner.signMessage(getBytes(message)));
  await transact(allowList.connect(owner) as Contract, "acceptTermsOfService", address, address, r, s, v);
}

/** Registers a conditional upkeep through the registrar, which approves it at once. */
export async function registerUpkeep(
  { link, treasury }: Services,
  { registry, registrar }: AutomationContracts,
  { target, gasLimit, admin, juels, checkData = "0x" }: UpkeepOptions,
): Promise<{ id: bigint; forwarder: string }> {
  const adminAddress = await admin.getAddress();
  await transact(link.connect(treasury) as Contract, "transfer", adminAddress, juels);
  await transact(link.connect(admin) as Contract, "approve", registrar.target, juels);
  const parameters = {
    name: "imago",
    encryptedEmail: "0x",
    upkeepContract: await resolveAddress(target),
    gasLimit,
    adminAddress,
    triggerType: 0,
    checkData,
    triggerConfig: "0x",
    offchainConfig: "0x",
    amount: juels,
  };
  const response = await (registrar.connect(admin) as Contract).getFunction("registerUpkeep").send(parameters);
  const receipt = await response.wait();
  const registered = receipt?.logs
    .map((log) => registry.interface.parseLog(log))
    .find((event) => event?.name === "UpkeepRegistered");
  if (registered === undefined || registered === null)
    throw new Error("The registrar registered nothing: it does not approve by itself.");
  const id = registered.args.getValue("id") as bigint;
  return { id, forwarder: (await registry.getFunction("getForwarder").staticCall(id)) as string };
}

/** The bytes by which a request refers to DON-hosted secrets: the canonical CBOR map that the toolkit builds. */
export function encodeSecretsReference({ slotId, version }: SecretsReference): string {
  return hexlify(cbor.encodeCanonical({ slotID: slotId, version }));
}
