/** What a node process and the worker that runs user code say to each other, by structured clone. */

/** What the worker is told to run. */
export interface RunInput {
  readonly source: string;
  readonly args: readonly string[];
  readonly bytesArgs: readonly string[];
  readonly secrets: Readonly<Record<string, string>>;
}

/** A request of user code, normalised by the worker. */
export interface FetchRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array | null;
}

/** A response as user code will see it; limits that were broken come as responses too. */
export interface FetchResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array | null;
}

/** How a run ended: bytes, a thrown value, an exit that it asked for, or source that does not even parse. */
export type Outcome =
  | { readonly kind: "returned"; readonly bytes: Uint8Array }
  | { readonly kind: "threw"; readonly name: string; readonly message: string }
  | { readonly kind: "exited"; readonly code: number }
  | { readonly kind: "crashed" };

export type FromWorker =
  | { readonly type: "ready" }
  | { readonly type: "fetch"; readonly id: number; readonly request: FetchRequest }
  | { readonly type: "abort"; readonly id: number }
  | { readonly type: "outcome"; readonly outcome: Outcome }
  /** Answers a check. */
  | { readonly type: "alive" };

export type ToWorker =
  | { readonly type: "run"; readonly input: RunInput }
  /** Asked after an outcome: only a run that did not crash in the same breath answers. */
  | { readonly type: "check" }
  | { readonly type: "response"; readonly id: number; readonly response: FetchResponse };
