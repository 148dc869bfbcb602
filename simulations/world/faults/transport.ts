import { html, type WorldReply } from "../exchange.ts";
import type { Service } from "../service.ts";
import { type Fault, findFault } from "./fault.ts";
import { withHostileText } from "./hostile.ts";

/** What a proxy port does with a request: answer, or close the connection. */
export type Outcome = WorldReply | "close";

/** Waits `ms` milliseconds, or for ever when that is Infinity; rejects when the signal aborts. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

/** Longer than the 9 s that a Functions node gives one request. */
const STALL_MS = 12_000;

/**
 * Sends a service's answer through the faults of transport. Delays come first, so that they combine with any other fault;
 * of the others the first that applies in the order down, hang, status, html, malformed decides.
 */
export async function throughFaults(
  faults: readonly Fault[],
  service: Service,
  answer: () => WorldReply | Promise<WorldReply>,
  wait: Wait,
  signal: AbortSignal,
): Promise<Outcome> {
  if (faults.length === 0) return await answer();
  const delay = delayOf(faults);
  if (delay > 0) await wait(delay, signal);
  if (findFault(faults, "down") !== undefined) return "close";
  if (findFault(faults, "hang") !== undefined) {
    await wait(Number.POSITIVE_INFINITY, signal);
    return "close";
  }
  const status = findFault(faults, "status");
  if (status !== undefined) return service.refuse(status.status);
  if (findFault(faults, "html") !== undefined) return html(200, "Service temporarily unavailable");
  const told = await answer();
  const reply = findFault(faults, "hostileText") === undefined ? told : withHostileText(told);
  return findFault(faults, "malformed") === undefined ? reply : brokenOff(reply);
}

function delayOf(faults: readonly Fault[]): number {
  const stall = findFault(faults, "stall");
  return (findFault(faults, "slow")?.ms ?? 0) + (stall === undefined ? 0 : (stall.ms ?? STALL_MS));
}

function brokenOff(reply: WorldReply): WorldReply {
  return { ...reply, body: reply.body.slice(0, Math.floor(reply.body.length / 2)) };
}

/** The wait of real life. */
export const waitForReal: Wait = (ms, signal) =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    // Without end there is no timer: the signal alone ends the wait.
    const timer = Number.isFinite(ms) ? setTimeout(finish, ms) : undefined;
    function finish() {
      signal.removeEventListener("abort", stop);
      resolve();
    }
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
