/** What a node process and the worker that runs user code say to each other, by structured clone. */

/** What the worker is told to run. */
export interface RunInput {
  readonly source: string;
  readonly args: readonly string[];
  readonly bytesArgs: readonly string[];
  readonly secrets: Readonly<Record<string, string>>;
}

/** A request of user code, as `Request` makes it: upper-case method, headers in order with the content type, the body's bytes. */
export interface FetchRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array | null;
}

/** What user code asked for in strings alone, not yet checked: the node's process does that, whose `Request` is warm. */
export interface PlainRequest {
  readonly url: string;
  readonly method: string | undefined;
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly body: string | undefined;
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
  | { readonly type: "plainFetch"; readonly id: number; readonly request: PlainRequest }
  | { readonly type: "abort"; readonly id: number }
  | { readonly type: "outcome"; readonly outcome: Outcome }
  /** Answers a check. */
  | { readonly type: "alive" };

export type ToWorker =
  | { readonly type: "run"; readonly input: RunInput }
  /** Asked after an outcome: only a run that did not crash in the same breath answers. */
  | { readonly type: "check" }
  | { readonly type: "response"; readonly id: number; readonly response: FetchResponse }
  /** No request can be made of what was asked for: the message of the `TypeError` that says why. */
  | { readonly type: "refusal"; readonly id: number; readonly message: string };
