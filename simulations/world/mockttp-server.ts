/**
 * What mockttp has no options for. Its parts are imported one by one: the whole brings an admin server and GraphQL, and takes twice as long to
 * load.
 */
import type { Server as HttpServer } from "node:http";
import type { Server as TlsServer } from "node:tls";

import type { Mockttp } from "mockttp";
import { SocketTimingInfo } from "mockttp/dist/util/socket-extensions";
import { buildSocketTimingInfo } from "mockttp/dist/util/socket-util";

/** Those that mockttp hands each connection to, by its first bytes. */
export interface ServersInside {
  readonly _httpServer: HttpServer;
  readonly _tlsServer: TlsServer;
}

/** @param server one that has started */
export function serversInside(server: Mockttp): ServersInside {
  const { server: inside } = server as unknown as { server?: Partial<ServersInside> };
  if (inside?._httpServer?.keepAliveTimeout === undefined || inside._tlsServer === undefined) {
    throw new Error(
      "mockttp keeps its servers elsewhere now; adapt simulations/world/mockttp-server.ts to this version of it",
    );
  }
  return inside as ServersInside;
}

/**
 * Lets connections stay idle for as long as a node likes. Node's servers close them after 5 s, and a node that opens a new one
 * may wait 5 s for a name look-up that the proxy does not even need.
 */
export function keepIdleConnections({ _httpServer }: ServersInside): void {
  _httpServer.keepAliveTimeout = 0;
}

/**
 * mockttp sets a timer for each TLS connection, to tell whether the client drops it at once: ten times as long as its handshake took, and 100 ms
 * at least. Nobody here asks, and a process cannot end before: handshakes count as begun when they are over.
 */
export function watchBriefly({ _tlsServer }: ServersInside): void {
  _tlsServer.prependListener("secureConnection", (socket) => {
    socket[SocketTimingInfo] = buildSocketTimingInfo();
  });
}
