/** Why a program cannot be asked for now, by the rules of FunctionsConsumer, in words. */
import { counted } from "../common/duration.ts";
import type { Standing } from "../program/standing.ts";
import { when } from "../program/words.ts";

export interface Obstacle {
  readonly why: string;
  /** Unix seconds at which it is gone by itself, if it ever is. */
  readonly until?: number;
  /** What removes it. */
  readonly remedy?: "unpause" | "update";
}

/**
 * The first thing in the way of a request, or undefined when nothing is.
 *
 * @param performer whether it would be sent by a performer, or else by a stranger
 */
export function obstacle(standing: Standing, performer: boolean): Obstacle | undefined {
  return inTheLedger(standing) ?? pendingRequest(standing, performer) ?? attempts(standing, performer);
}

function inTheLedger({ name, status, ask, version, requests, now, terms }: Standing): Obstacle | undefined {
  if (status.paused) return { why: `${name} is paused`, remedy: "unpause" };
  if (!ask.due) {
    const until = nextDue({ ask, terms, now });
    const settled = status.evolutions > 0n ? `period ${status.settledPeriod} is settled` : "no period has closed yet";
    return { why: `${settled}, and the next falls due ${when(until, now)}`, until };
  }
  if (requests === undefined) return { why: `the requests of ${name} are not configured`, remedy: "update" };
  if (requests.version !== version)
    return {
      why: `requests are configured for version ${requests.version}, and version ${version} is in force`,
      remedy: "update",
    };
  return undefined;
}

/** Unix seconds at which the next period falls due that is not due yet. */
export function nextDue({ ask, terms, now }: Pick<Standing, "ask" | "terms" | "now">): number {
  const dueAt = Number(ask.dueAt);
  return dueAt > now ? dueAt : dueAt + Number(terms.periodLength);
}

/** Unix seconds from which on strangers may ask for the period that is due, as far as its age goes. */
export function strangersFrom({ ask, requests }: Pick<Standing, "ask" | "requests">): number {
  return Number(ask.dueAt) + requests!.line.grace;
}

function pendingRequest({ requests, now }: Standing, performer: boolean): Obstacle | undefined {
  const { status, line } = requests!;
  const expires = Number(status.sentAt) + line.requestTimeout;
  if (!status.pending || now >= expires || (performer && status.byStranger)) return undefined;
  return {
    why: `a request is pending since ${when(status.sentAt, now)}; it may be replaced ${when(expires, now)}`,
    until: expires,
  };
}

function attempts(standing: Standing, performer: boolean): Obstacle | undefined {
  const { requests, ask, now } = standing;
  const { status, line } = requests!;
  const from = strangersFrom(standing);
  if (!performer && now < from) return { why: `strangers may ask ${when(from, now)}`, until: from };
  const waits = performer && now < Number(status.retryAt);
  if (isConfirmation(standing)) return waits && status.confirmAttempts > 0n ? retry(status.retryAt, now) : undefined;
  if (status.period !== ask.period) return undefined;
  const made = performer ? status.attempts : status.publicAttempts;
  if (made >= line.maxAttempts) {
    const until = nextDue(standing);
    const whose = performer ? "performers" : "strangers";
    return {
      why: `all ${counted(made, "attempt")} of ${whose} at period ${ask.period} are used; the next falls due ${when(until, now)}`,
      until,
    };
  }
  if (performer) return waits ? retry(status.retryAt, now) : undefined;
  if (made === 0n) return undefined;
  const after = Number(status.sentAt) + line.backoff * 2 ** (Number(made) - 1);
  return now < after ? retry(after, now) : undefined;
}

function retry(at: bigint | number, now: number): Obstacle {
  return { why: `the next attempt may be made ${when(at, now)}`, until: Number(at) };
}

/** Whether the next request asks to confirm a candidate. */
function isConfirmation({ requests, ask, now }: Standing): boolean {
  const { status, line, hasCandidate } = requests!;
  if (!hasCandidate || status.period !== ask.period) return false;
  if (status.pending) return now < Number(status.sentAt) + line.requestTimeout;
  return status.confirmAttempts < line.maxAttempts;
}
