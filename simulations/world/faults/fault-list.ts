import type { Service, ServiceName } from "../service.ts";
import type { Services } from "../services.ts";
import { type Fault, type FaultKind, TRANSPORT_FAULTS } from "./fault.ts";

/** The faults of a running world. */
export interface FaultList {
  /** Adds a fault and returns what takes it away again. Throws when no targeted service can act it out. */
  add(fault: Fault): () => void;
  /** Takes all faults away. */
  clear(): void;
}

/** Keeps the faults and tells which apply to a request. */
export class ActiveFaults implements FaultList {
  readonly #services: Services;
  readonly #nodes: number;
  #faults: Fault[] = [];

  constructor(services: Services, nodes: number) {
    this.#services = services;
    this.#nodes = nodes;
  }

  add(fault: Fault): () => void {
    this.#check(fault);
    // A copy, so that the same fault can be added twice and each removal takes only its own.
    const entry = { ...fault };
    this.#faults.push(entry);
    return () => {
      this.#faults = this.#faults.filter((other) => other !== entry);
    };
  }

  clear(): void {
    this.#faults = [];
  }

  /** The faults that strike a node's request to a service at a moment, in the order they were added. */
  at(service: ServiceName, node: number, now: number): readonly Fault[] {
    return this.#faults.filter(
      (fault) =>
        (fault.service === "*" || fault.service === service) &&
        (fault.nodes === undefined || fault.nodes.includes(node)) &&
        (fault.from === undefined || now >= fault.from) &&
        (fault.until === undefined || now < fault.until),
    );
  }

  #check(fault: Fault): void {
    const targets = this.#services.all.filter(({ name }) => fault.service === "*" || fault.service === name);
    if (targets.length === 0) {
      throw new Error(`No service "${fault.service}" in the world; there are ${names(this.#services.all)}`);
    }
    if (!targets.some((service) => canAct(service, fault.kind))) {
      const able = this.#services.all.filter((service) => canAct(service, fault.kind));
      throw new Error(`"${fault.service}" cannot act out "${fault.kind}"; aim it at one of ${names(able) || "none"}`);
    }
    const stranger = fault.nodes?.find((node) => !Number.isInteger(node) || node < 0 || node >= this.#nodes);
    if (stranger !== undefined) {
      throw new Error(`No node ${stranger} in the world; its nodes are 0 to ${this.#nodes - 1}`);
    }
  }
}

function canAct(service: Service, kind: FaultKind): boolean {
  return (TRANSPORT_FAULTS as readonly FaultKind[]).includes(kind) || service.faults.includes(kind);
}

function names(services: readonly Service[]): string {
  return services.map(({ name }) => name).join(", ");
}
