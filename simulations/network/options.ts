/** What a local network can be told, and what it does untold. */
import type { Aggregation } from "../node/aggregation.ts";
import type { SecretsReference } from "../node/protocol.ts";

export interface NetworkOptions {
  /** How many nodes, more than 3f and at most 31. Default 4. */
  readonly nodes?: number;
  /** How many of them may be faulty, at least 1. Default 1. */
  readonly f?: number;
  /** How the DON makes one value of equal rank of several. Default "mode", as Chainlink's. */
  readonly aggregation?: Aggregation;
  /** Everything that is drawn is drawn from it; equal seeds give equal keys. Default "imago". */
  readonly seed?: string;
  /** Unix seconds at which the chain begins. Default 2026-01-01T00:00:00Z. */
  readonly initialTime?: number;
  /** Wei a unit of gas, of every transaction that states none. Default 2 gwei. */
  readonly gasPrice?: bigint;
  /** URL of the HTTP proxy that a node reaches the internet through. Default: none. */
  readonly proxyFor?: (node: number) => string | undefined;
  /** PEM file of a certificate authority that nodes trust besides the public ones, such as that of an intercepting proxy. */
  readonly caFile?: string;
  /** URLs that each node asks once before the first run, so that its connections stand. */
  readonly warmUrls?: readonly string[];
  /** DON-hosted secrets, the same for all nodes or by node. A run sees them if its request refers to {@link secretsReference}. */
  readonly secrets?: Readonly<Record<string, string>> | ((node: number) => Readonly<Record<string, string>>);
  /** Where requests find the secrets. Default slot 0, version 1. */
  readonly secretsReference?: SecretsReference;
  /** Whether nodes tell, with what they observe, what their runs asked and what came back. Default: false, for bodies can be long. */
  readonly journal?: boolean;
  /** Told what happens, a line each. Default: nobody. */
  readonly log?: (line: string) => void;
}

export interface Settings {
  readonly nodes: number;
  readonly f: number;
  readonly aggregation: Aggregation;
  readonly seed: string;
  readonly initialTime: number;
  readonly gasPrice: bigint;
  readonly proxyFor: (node: number) => string | undefined;
  readonly caFile: string | undefined;
  readonly warmUrls: readonly string[];
  readonly secretsFor: (node: number) => Readonly<Record<string, string>>;
  readonly secretsReference: SecretsReference;
  readonly journal: boolean;
  readonly log: (line: string) => void;
}

/** What both contracts' OCR configuration allows. */
const MAXIMUM_NODES = 31;

/** @throws RangeError saying which option cannot be */
export function resolveOptions(options: NetworkOptions): Settings {
  const { nodes = 4, f = 1, secrets = {} } = options;
  if (!Number.isInteger(f) || f < 1) throw new RangeError(`f is ${f}; the contracts want at least 1.`);
  if (!Number.isInteger(nodes) || nodes <= 3 * f || nodes > MAXIMUM_NODES) {
    throw new RangeError(
      `${nodes} nodes cannot tolerate ${f} faulty ones; choose more than ${3 * f} and at most ${MAXIMUM_NODES}.`,
    );
  }
  return {
    nodes,
    f,
    aggregation: options.aggregation ?? "mode",
    seed: options.seed ?? "imago",
    initialTime: options.initialTime ?? Date.UTC(2026, 0, 1) / 1_000,
    gasPrice: options.gasPrice ?? 2_000_000_000n,
    proxyFor: options.proxyFor ?? (() => undefined),
    caFile: options.caFile,
    warmUrls: options.warmUrls ?? [],
    secretsFor: typeof secrets === "function" ? secrets : () => secrets,
    secretsReference: options.secretsReference ?? { slotId: 0, version: 1 },
    journal: options.journal ?? false,
    log: options.log ?? (() => undefined),
  };
}

/** Signatures that the coordinator wants on a Functions report: exactly this many. */
export function functionsQuorum({ nodes, f }: { readonly nodes: number; readonly f: number }): number {
  return Math.floor((nodes + f) / 2) + 1;
}
