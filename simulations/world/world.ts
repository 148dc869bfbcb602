import type { AiBackend } from "./ai/backend.ts";
import { createGateway } from "./ai/gateway.ts";
import { createVendors } from "./ai/vendors.ts";
import { createAuthority } from "./authority.ts";
import type { Fault } from "./faults/fault.ts";
import { ActiveFaults, type FaultList } from "./faults/fault-list.ts";
import { type Wait, waitForReal } from "./faults/transport.ts";
import { PROVIDERS } from "./providers/index.ts";
import { type Proxy, startProxy } from "./proxy.ts";
import { RequestLog, type Requests, type UnexpectedRequest } from "./request-log.ts";
import { createResponder } from "./responder.ts";
import type { Service } from "./service.ts";
import { Services } from "./services.ts";

/** How to start a world. */
export interface WorldOptions {
  /** Number of nodes; each gets a proxy port of its own. */
  readonly nodes: number;
  /** The world's time in unix seconds; nothing later than it is served. */
  readonly now: () => number;
  /** Faults from the start. */
  readonly faults?: readonly Fault[];
  /**
   * Fixtures, or folders of them, whose answers come before those of the world's own providers. Where the world does not know an answer it looks
   * whether a fixture came since.
   */
  readonly fixtures?: string | readonly string[];
  /** An OpenAI-compatible server to send OpenAI requests to, in place of the scripted stand-in. */
  readonly ai?: AiBackend;
  /** What answers in place of the world's own services, which it is handed; they themselves when absent. */
  readonly stageServices?: (own: readonly Service[]) => readonly Service[];
  /** Receives one line for each unexpected request, and one at the start. */
  readonly log?: (line: string) => void;
  /** Folder for the authority's certificate; a temporary one when absent. */
  readonly dir?: string;
  /** Waits for slow and hanging answers; real time when absent. */
  readonly wait?: Wait;
}

/** The local stand-in for the internet. */
export interface World extends AsyncDisposable {
  /** Proxy URL of a node. Throws for a node that the world was not started with. */
  proxyFor(node: number): string;
  /** PEM file of the authority that signs the world's certificates. */
  readonly caFile: string;
  /** The same certificate as text. */
  readonly ca: string;
  readonly faults: FaultList;
  readonly requests: Requests;
  /** Requests for things that the world does not hold; each was answered with status 599. */
  readonly unexpected: readonly UnexpectedRequest[];
  /** Closes every port and connection and removes what the world wrote. Can be called more than once. */
  stop(): Promise<void>;
}

/** Starts a world: providers and AI vendors at their real URLs, behind one proxy a node. */
export async function startWorld(options: WorldOptions): Promise<World> {
  if (!Number.isInteger(options.nodes) || options.nodes < 1) {
    throw new Error(`A world needs at least one node, not ${options.nodes}; set \`nodes\``);
  }
  const vendors = createVendors(options.ai);
  const services = new Services(
    PROVIDERS,
    [...vendors, createGateway(vendors)],
    options.fixtures,
    options.stageServices,
  );
  const faults = new ActiveFaults(services, options.nodes);
  for (const fault of options.faults ?? []) faults.add(fault);

  const end = new AbortController();
  const requests = new RequestLog();
  const unexpected: UnexpectedRequest[] = [];
  const log = options.log ?? (() => {});
  const answer = createResponder({
    services,
    faults,
    now: options.now,
    wait: options.wait ?? waitForReal,
    signal: end.signal,
    requests,
    reportUnexpected: (request) => {
      unexpected.push(request);
      log(
        `world: unexpected ${request.method} https://${request.host}${request.path} by node ${request.node}: ${request.why}`,
      );
    },
  });

  const authority = await createAuthority(options.dir);
  const proxies: Proxy[] = [];
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= shutDown());
  async function shutDown(): Promise<void> {
    end.abort(new Error("The world has stopped"));
    await Promise.all(proxies.map((proxy) => proxy.stop()));
    await authority.remove();
  }

  try {
    for (let node = 0; node < options.nodes; node++) proxies.push(await startProxy(node, authority, answer));
  } catch (error) {
    await stop();
    throw error;
  }
  log(
    `world: ${options.nodes} proxy ports open; AI: ${options.ai ? options.ai.baseUrl : "scripted stand-in, no model"}`,
  );

  return {
    proxyFor(node) {
      const proxy = proxies[node];
      if (proxy === undefined) throw new Error(`No node ${node} in the world; its nodes are 0 to ${options.nodes - 1}`);
      return proxy.url;
    },
    caFile: authority.file,
    ca: authority.cert,
    faults,
    requests,
    unexpected,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
