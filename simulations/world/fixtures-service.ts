import { json, NotInWorldError, type WorldReply, type WorldRequest } from "./exchange.ts";
import type { FixtureResponder } from "./fixtures.ts";
import type { AnswerContext, Service } from "./service.ts";

/**
 * The services with recorded answers before their own, and one service more, named as its host, for each host that only the
 * fixtures know.
 */
export function withFixtures(services: readonly Service[], responder: FixtureResponder): readonly Service[] {
  const known = new Set(services.flatMap(({ hosts }) => hosts));
  const recorded = new Set(responder.fixtures.map(({ host }) => host));
  const strangers = [...recorded].filter((host) => !known.has(host));
  return [
    ...services.map((service) =>
      service.hosts.some((host) => recorded.has(host)) ? before(service, responder) : service,
    ),
    ...strangers.map((host) => before(onlyRecorded(host), responder)),
  ];
}

function before(service: Service, responder: FixtureResponder): Service {
  const made = responder.fixtures.some(({ host, synthetic }) => synthetic && service.hosts.includes(host));
  return {
    ...service,
    synthetic: service.synthetic || made,
    answer(request: WorldRequest, context: AnswerContext): WorldReply | Promise<WorldReply> {
      const reply = responder.answer(request.method, request.url.href, context.now);
      if (reply === undefined) return service.answer(request, context);
      // Hostile text goes into any answer; the other faults of values need to know which they are.
      const unable = context.faults.find(({ kind }) => kind !== "hostileText" && service.faults.includes(kind));
      if (unable !== undefined) throw new NotInWorldError(`a recorded answer cannot act out "${unable.kind}"`);
      return reply;
    },
  };
}

function onlyRecorded(host: string): Service {
  return {
    // A host that can be asked from afar has a dot; what has none is on this machine and no provider.
    name: host as `${string}.${string}`,
    hosts: [host],
    synthetic: false,
    faults: ["hostileText"],
    answer: () => {
      throw new NotInWorldError(
        `of ${host} the world has what its fixture holds, and only once the day asked for is over`,
      );
    },
    refuse: (status) => json(status, { error: status === 429 ? "Too many requests" : "Service unavailable" }),
  };
}
