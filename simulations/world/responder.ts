import { json, NotInWorldError, type WorldReply, type WorldRequest } from "./exchange.ts";
import type { ActiveFaults } from "./faults/fault-list.ts";
import { type Outcome, throughFaults, type Wait } from "./faults/transport.ts";
import type { RequestLog, UnexpectedRequest } from "./request-log.ts";
import type { AnswerContext, Service } from "./service.ts";
import type { Services } from "./services.ts";

/** Not a registered status: nothing real answers with it, so it cannot be taken for a provider's error. */
export const NOT_IN_WORLD = 599;

/** What a responder works with. */
export interface ResponderParts {
  readonly services: Services;
  readonly faults: ActiveFaults;
  readonly now: () => number;
  readonly wait: Wait;
  readonly signal: AbortSignal;
  readonly requests: RequestLog;
  readonly reportUnexpected: (request: UnexpectedRequest) => void;
}

/** Makes the function that answers every request of every node. */
export function createResponder(parts: ResponderParts): (request: WorldRequest) => Promise<Outcome> {
  return async (request) => {
    const now = parts.now();
    const { hostname: host, pathname, search } = request.url;
    const seen = { at: now, node: request.node, host, method: request.method, path: pathname + search };
    const service = parts.services.at(host) ?? newcomer(host);
    const faults = service === undefined ? [] : parts.faults.at(service.name, request.node, now);

    const settle = parts.requests.add({ ...seen, faults: faults.map(({ kind }) => kind) });
    const outcome = await answer().catch(explain);
    settle(outcome === "close" ? "closed" : outcome.status);
    return outcome;

    async function answer(): Promise<Outcome> {
      if (service === undefined) {
        // Throws when a fixture that came cannot be used: that is why, then.
        parts.services.lookAgain();
        const hosts = parts.services.all.flatMap((each) => each.hosts).join(", ");
        throw new NotInWorldError(`the world has no host ${host}; it has ${hosts}`);
      }
      const context = { now, faults, signal: parts.signal };
      const reply = async () => await ask(service, request, context);
      return await throughFaults(faults, service, reply, parts.wait, parts.signal);
    }

    function explain(error: unknown): Outcome {
      if (parts.signal.aborted) return "close";
      const why = error instanceof Error ? error.message : String(error);
      parts.reportUnexpected({ ...seen, why });
      return notInWorld(seen.method, request.url, why);
    }
  };

  function newcomer(host: string): Service | undefined {
    try {
      parts.services.lookAgain();
    } catch {
      return undefined;
    }
    return parts.services.at(host);
  }

  /** What a service does not know may stand in a fixture that came since. */
  async function ask(service: Service, request: WorldRequest, context: AnswerContext): Promise<WorldReply> {
    try {
      return await service.answer(request, context);
    } catch (error) {
      if (!(error instanceof NotInWorldError) || !parts.services.lookAgain()) throw error;
      const grown = parts.services.at(request.url.hostname);
      if (grown === undefined) throw error;
      return grown.answer(request, context);
    }
  }
}

function notInWorld(method: string, url: URL, why: string): WorldReply {
  return json(NOT_IN_WORLD, { error: "not in this world", request: `${method} ${url.href}`, why });
}
