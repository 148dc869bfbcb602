/** All that the doctor knows: one reading of the chain, as plain data. What `status` shows is part of it. */
import type { Role } from "../../../ignition/roles.ts";
import type { ProgramReading, SubscriptionReading, UpkeepReading } from "../../status/reading.ts";

export interface Reading {
  /** Unix seconds of the chain's last block. */
  readonly now: number;
  /** Wei. */
  readonly gasPrice: bigint;
  /** Over how many of the last periods failures are counted. */
  readonly periods: number;
  /** Who would act on the remedies. */
  readonly account: { readonly address: string; readonly wei: bigint };
  /** Everything that the record names. */
  readonly contracts: readonly ContractReading[];
  /** Undefined when one of these contracts is not there: then nothing else can be read. */
  readonly deployment: DeploymentHealth | undefined;
}

export interface ContractReading {
  /** As people call it: `ledger`, `collection of sp500`. */
  readonly name: string;
  readonly address: string;
  /** Whose it is: what `deploy` deployed, or Chainlink's. */
  readonly of: "imago" | "chainlink";
  readonly hasCode: boolean;
}

export interface DeploymentHealth {
  readonly services: ServicesReading;
  /** Undefined when the record names none. */
  readonly subscription: SubscriptionHealth | undefined;
  /** Undefined when the record names none. */
  readonly upkeep: UpkeepHealth | undefined;
  readonly rights: RightsReading;
  readonly programs: readonly ProgramHealth[];
  /** Programs of the record that the ledger does not know. */
  readonly unknown: readonly { readonly name: string; readonly id: number }[];
}

export interface ServicesReading {
  readonly routerPaused: boolean;
  readonly registryPaused: boolean;
  /** Where the router sends requests of the consumer's DON; undefined when it knows none of this name. */
  readonly coordinator: string | undefined;
  /** What the record calls the coordinator. */
  readonly recordedCoordinator: string;
  /** How often that coordinator's oracles were configured; 0: never. */
  readonly configurations: number;
  readonly callbackGas: number;
  /** Whether the router allows it. */
  readonly callbackGasAllowed: boolean;
}

export interface SubscriptionHealth extends SubscriptionReading {
  /** Requests whose time is over and whose LINK is still blocked. */
  readonly expired: { readonly count: number; readonly juels: bigint };
  readonly consumer: string;
  /** Whether its owner may still act at the router. */
  readonly termsAccepted: boolean;
}

export interface UpkeepHealth extends UpkeepReading {
  /** How long it lasts above the registry's minimum; undefined when nothing is spent, or when nobody can say what is. */
  readonly periodsLeft: number | undefined;
  readonly consumer: string;
  /** What the requests of all programs at once take. */
  readonly gasNeeded: number;
}

export interface RightsReading {
  readonly consumer: string;
  readonly consumerMaySettle: boolean;
  readonly members: readonly MemberReading[];
  /** Contracts that the access manager has closed, as people call them. */
  readonly closed: readonly string[];
  /** The access manager that the record names. */
  readonly manager: string;
  /** Contracts that obey another one, as people call them. */
  readonly elsewhere: readonly { readonly name: string; readonly authority: string }[];
  /** Whose answers the ledger takes besides the consumer's. */
  readonly otherConsumers: readonly string[];
}

export interface MemberReading {
  readonly role: "admin" | Role;
  readonly account: string;
  /** Whether anything shows that somebody holds it: code, a transaction, coin. */
  readonly lives: boolean;
}

export interface ProgramHealth extends ProgramReading {
  /** Unix seconds; zero before the first evolution. */
  readonly staleAt: number;
  readonly fallbackAt: number;
  /** Unix seconds. */
  readonly registeredAt: number;
  readonly listeners: readonly string[];
  /** Whether the consumer is on the subscription that its requests name. */
  readonly paid: boolean;
  /** keccak-256 of the source that lies in the consumer's chunks; undefined when it cannot be read. */
  readonly storedHash: string | undefined;
  /** The reference in its requests; `0x` for none. */
  readonly secrets: string;
  /** The DON's present reference, as the services say it. */
  readonly currentSecrets: string;
  /** Whether managers may call the collection's guarded functions. */
  readonly managed: boolean;
  /** The program's file here, bundled now. */
  readonly here: { readonly sourceHash: string; readonly listens: boolean } | { readonly problem: string };
  /** The contract that counts holders' signals, and whether it gives a tally; undefined for a program that does not listen. */
  readonly signals: { readonly address: string; readonly gives: boolean } | undefined;
  /** The reference feed, for programs that have one. */
  readonly feed: FeedReading | undefined;
  readonly failures: readonly FailureReading[];
}

export interface FeedReading {
  readonly address: string;
  /** Undefined when it does not answer. */
  readonly answer: bigint | undefined;
  /** Unix seconds. */
  readonly updatedAt: number;
}

/** Something that failed. */
export interface FailureReading {
  readonly kind: "errored" | "rejected" | "request-failed" | "ledger-failed" | "candidate-dropped";
  /** `FEED_QUORUM`, `ContentDigest`, `InsufficientBalance`, `Mismatch`. */
  readonly reason: string;
  readonly period: number;
  /** Whether a later attempt settled the same period. */
  readonly healed: boolean;
}
