import type { FaultKind } from "./faults/fault.ts";

/** One request that the world has seen. */
export interface RequestRecord {
  /** World time at which it came in, unix seconds. */
  readonly at: number;
  readonly node: number;
  readonly host: string;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** Status of the answer, `closed` when the connection was closed without one, `pending` until either. */
  readonly status: number | "closed" | "pending";
  /** Kinds of the faults that applied. */
  readonly faults: readonly FaultKind[];
}

/** A request for something the world does not hold. A story should fail on it. */
export interface UnexpectedRequest extends Pick<RequestRecord, "at" | "node" | "host" | "method" | "path"> {
  readonly why: string;
}

/** Narrows a count or a list to a node, a host, or both. */
export interface RequestFilter {
  readonly node?: number;
  readonly host?: string;
}

/** What the world tells about its traffic. */
export interface Requests {
  /** All requests since the start. */
  readonly count: number;
  /** Requests of a node, to a host, or both, since the start. */
  countOf(filter: RequestFilter): number;
  /** The latest requests, oldest first; older ones are forgotten. */
  recent(filter?: RequestFilter): readonly RequestRecord[];
}

const KEPT = 2_000;

/** Counts every request and keeps the latest. */
export class RequestLog implements Requests {
  readonly #counts = new Map<string, RequestFilter & { total: number }>();
  #records: RequestRecord[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Records a request as it comes in, and returns what records the status of its answer. */
  add(seen: Omit<RequestRecord, "status">): (status: number | "closed") => void {
    const { node, host } = seen;
    const record: RequestRecord & { status: RequestRecord["status"] } = { ...seen, status: "pending" };
    const key = `${node} ${host}`;
    const entry = this.#counts.get(key) ?? { node, host, total: 0 };
    entry.total++;
    this.#count++;
    this.#counts.set(key, entry);
    this.#records.push(record);
    // Cut in large pieces: cutting one record off at a time would move the whole list at every request.
    if (this.#records.length >= 2 * KEPT) this.#records = this.#records.slice(-KEPT);
    return (status) => {
      record.status = status;
    };
  }

  countOf(filter: RequestFilter): number {
    return [...this.#counts.values()].filter(passes(filter)).reduce((sum, { total }) => sum + total, 0);
  }

  recent(filter: RequestFilter = {}): readonly RequestRecord[] {
    return this.#records.slice(-KEPT).filter(passes(filter));
  }
}

function passes({ node, host }: RequestFilter): (entry: RequestFilter) => boolean {
  return (entry) => (node === undefined || entry.node === node) && (host === undefined || entry.host === host);
}
