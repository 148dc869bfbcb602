import type { WorldReply, WorldRequest } from "./exchange.ts";
import type { Fault, FaultKind } from "./faults/fault.ts";

/** Names of everything that answers in the world; faults are aimed by them. */
export type ServiceName =
  | "open-meteo"
  | "ncei"
  | "cboe"
  | "yahoo"
  | "fred"
  | "coinbase"
  | "kraken"
  | "bitstamp"
  | "algolia"
  | "clickhouse"
  | "openai"
  | "mistral"
  | "anthropic"
  | "gemini"
  | "ai-gateway"
  /** The host of a provider that only fixtures know. */
  | `${string}.${string}`;

/** What an answer may depend on besides the request and the recorded data. */
export interface AnswerContext {
  /** The world's time in unix seconds. */
  readonly now: number;
  /** The faults that apply to this request, in the order they were added. */
  readonly faults: readonly Fault[];
  /** Aborted when the world stops. */
  readonly signal: AbortSignal;
}

/** One data provider or AI vendor, answered at its real hosts in its real wire format. */
export interface Service {
  readonly name: ServiceName;
  readonly hosts: readonly string[];
  /** True when the data it serves is made up; whoever shows it must say so. */
  readonly synthetic: boolean;
  /** Faults, besides those of transport, that it can act out. */
  readonly faults: readonly FaultKind[];
  /** Answers from the request, the recorded data, `now` and the faults alone. */
  answer(request: WorldRequest, context: AnswerContext): WorldReply | Promise<WorldReply>;
  /** The service's own wording of an error status. */
  refuse(status: number): WorldReply;
}
