/** What a deployment looks like at one block, as plain data: `status` shows it, `doctor` judges it. */
import type { Prices } from "../common/money.ts";
import type { DeploymentRecord } from "../common/record.ts";

export interface DeploymentReading {
  readonly chain: ChainReading;
  readonly contracts: NonNullable<DeploymentRecord["contracts"]>;
  readonly prices: Prices;
  /** Undefined when the record knows none. */
  readonly subscription: SubscriptionReading | undefined;
  /** Undefined when the record knows none. */
  readonly upkeep: UpkeepReading | undefined;
  /** In the order of the record. */
  readonly programs: readonly ProgramReading[];
}

export interface ChainReading {
  readonly id: number;
  /** Hardhat's name of the network. */
  readonly network: string;
  /** A local network of this project. */
  readonly local: boolean;
  /** All of the reading is of this block. */
  readonly block: number;
  /** Its unix seconds. */
  readonly time: number;
  /** Wei a unit of gas, now. */
  readonly gasPrice: bigint;
}

export interface SubscriptionReading {
  readonly id: bigint;
  /** False when it was cancelled: then the rest is empty. */
  readonly exists: boolean;
  /** Juels, those that are blocked among them. */
  readonly balance: bigint;
  /** Juels of requests that are not answered yet. */
  readonly blocked: bigint;
  readonly owner: string;
  /** Zero address for none. */
  readonly proposedOwner: string;
  readonly consumers: readonly string[];
  /** Juels that one request blocks at the present gas price; what is charged in the end is less. Zero when the router would refuse it. */
  readonly requestCost: bigint;
  /** How many more of the shortest period the balance pays for at least; undefined when no program asks. */
  readonly periodsLeft: number | undefined;
}

export interface UpkeepReading {
  readonly id: bigint;
  readonly forwarder: string;
  /** Zero address when the registry knows no such upkeep. */
  readonly target: string;
  readonly admin: string;
  /** Juels. */
  readonly balance: bigint;
  /** Juels below which the registry lets nobody perform. */
  readonly minBalance: bigint;
  /** Juels paid so far. */
  readonly spent: bigint;
  readonly performGas: number;
  readonly paused: boolean;
  /** Block from which it is out of service; undefined unless it was cancelled. */
  readonly cancelledAt: number | undefined;
  /** Zero before the first. */
  readonly lastPerformedBlock: number;
  /** Whether the consumer lets the upkeep's forwarder perform. */
  readonly mayPerform: boolean;
}

export interface ProgramReading {
  readonly name: string;
  readonly id: number;
  /** Of the terms in force. */
  readonly version: number;
  readonly sourceHash: string;
  readonly schedule: {
    /** Unix seconds. */
    readonly anchor: number;
    /** Seconds. */
    readonly periodLength: number;
    readonly settleDelay: number;
    /** Periods. */
    readonly staleAfter: number;
    readonly fallbackAfter: number;
  };
  readonly state: { readonly number: number; readonly name: string };
  readonly rung: Rung;
  readonly paused: boolean;
  readonly evolutions: number;
  /** Undefined before the first evolution. */
  readonly settledPeriod: number | undefined;
  /** The last closed period whose data is final, and whether it is still to be settled. */
  readonly ask: { readonly period: number; readonly dueAt: number; readonly due: boolean };
  /** Undefined when the consumer was never told how to ask. */
  readonly config: LineConfigReading | undefined;
  readonly line: LineReading | undefined;
  readonly collection: CollectionReading;
}

export type Rung = "fresh" | "stale" | "fallback";

/** `LineConfig` of contracts/consumers/IFunctionsConsumer.sol. */
export interface LineConfigReading {
  /** Of the terms for which it was set. */
  readonly version: number;
  readonly sourceHash: string;
  readonly subscriptionId: bigint;
  readonly maxGasPrice: bigint;
  readonly requestTimeout: number;
  readonly backoff: number;
  readonly grace: number;
  readonly maxAttempts: number;
  readonly confirm: boolean;
}

/** `LineStatus` of the same. */
export interface LineReading {
  readonly pending: boolean;
  readonly byStranger: boolean;
  readonly period: number;
  readonly sentAt: number;
  readonly retryAt: number;
  readonly attempts: number;
  readonly publicAttempts: number;
  readonly confirmAttempts: number;
  readonly phase: "plain" | "first" | "candidate";
}

export interface CollectionReading {
  readonly address: string;
  readonly name: string;
  readonly symbol: string;
  readonly supply: number;
  readonly maxSupply: number;
  /** Wei a token. */
  readonly price: bigint;
}
