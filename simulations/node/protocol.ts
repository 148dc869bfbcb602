/**
 * What the network's driver and a node process say to each other: one JSON object a line, sealed as `line.ts` says, and exactly one reply to
 * each command. Bytes are `0x` hex text.
 */
import type { Aggregation, Observation } from "./aggregation.ts";
import type { Fault } from "./faults.ts";
import type { Limits } from "./limits.ts";

/** An Ethereum log as a JSON-RPC node gives it. */
export interface RawLog {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
}

/** One HTTP request of a run, as its node saw it. Headers are left out: they carry keys. */
export interface Exchange {
  readonly url: string;
  readonly method: string;
  /** What the run was told, or null when it gave up waiting. */
  readonly status: number | null;
  /** Why the node answered in the provider's place: a limit was broken, or nothing came. */
  readonly refused?: string;
  readonly ms: number;
  /** Of the body, decoded. */
  readonly bytes: number;
  readonly body: string;
}

/** Where the node's DON-hosted secrets stand, as a request refers to them. */
export interface SecretsReference {
  readonly slotId: number;
  readonly version: number;
}

/** Who the node is; said once, first. */
export interface NodeIdentity {
  readonly node: number;
  readonly seed: string;
  readonly secrets: Readonly<Record<string, string>>;
  readonly secretsReference: SecretsReference;
  /** HTTP proxy for all of the node's requests, or null for none. */
  readonly proxy: string | null;
  /** PEM text of an additional certificate authority, or null for none. */
  readonly caCertificate: string | null;
  /** URLs asked once before the first run, so that the pooled connections stand. */
  readonly warmUrls: readonly string[];
  /** Whether it tells, with each observation, what its run asked and what came back; false if not said. */
  readonly journal?: boolean;
  /** Limits of runs that differ from the documented ones, for tests. */
  readonly limits?: Partial<Limits>;
}

/** The OCR configuration that the contracts hold. */
export interface OracleConfig {
  readonly nodes: number;
  readonly f: number;
  readonly aggregation: Aggregation;
  readonly functionsDigest: string;
  readonly automationDigest: string;
}

/** One `checkUpkeep` as the registry answered it, not yet decoded. */
export interface UpkeepCheck {
  readonly upkeepId: string;
  readonly answer: string;
}

/** Says what to do; `id` comes back in the reply. */
export type Command =
  | { readonly type: "start"; readonly identity: NodeIdentity }
  | { readonly type: "configure"; readonly config: OracleConfig }
  /** `exhausted`: running this request has ended the process before, as want of memory does; observe that, do not run it. */
  | { readonly type: "observe"; readonly log: RawLog; readonly exhausted: boolean }
  /** Null: be honest again. */
  | { readonly type: "misbehave"; readonly fault: Fault | null }
  | { readonly type: "report"; readonly epoch: number; readonly observations: readonly Observation[] }
  | {
      readonly type: "perform";
      readonly epoch: number;
      readonly checks: readonly UpkeepCheck[];
      readonly block: { readonly number: number; readonly hash: string };
    };

/** The command of one type. */
export type CommandOf<T extends Command["type"]> = Extract<Command, { readonly type: T }>;

/** A report with this node's signature over it. */
export interface SignedReport {
  readonly report: string;
  readonly context: readonly [string, string, string];
  readonly r: string;
  readonly s: string;
  /** 0 or 1. */
  readonly v: number;
}

/** What each command is answered with. */
export interface Answers {
  start: { readonly signer: string };
  configure: null;
  misbehave: null;
  observe: { readonly observation: Observation; readonly ms: number; readonly asked?: readonly Exchange[] };
  /** Null when there is nothing to report: too few observations, no upkeep needed. */
  report: SignedReport | null;
  perform: SignedReport | null;
}

export type Envelope = { readonly id: number } & Command;
export type Reply =
  { readonly id: number; readonly answer: unknown } | { readonly id: number; readonly failure: string };
