import { once } from "node:events";
import http from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import tls from "node:tls";

import type { World } from "../../../simulations/world/index.ts";

/** An answer, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
  /** The body as JSON; throws when it is none. */
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into bodies of every shape
  readonly json: () => any;
}

/** Looks like a browser, as some providers demand. */
export const BROWSER = { "user-agent": "Mozilla/5.0 (imago test)" };

/** An HTTPS client behind a node's proxy: CONNECT, then TLS that trusts the world's authority only, kept alive. */
export class Client {
  /** Connections opened so far. */
  connections = 0;
  readonly #agent: https.Agent;

  constructor(world: World, node = 0) {
    this.#agent = new https.Agent({ keepAlive: true, maxSockets: 1 });
    const connect = async (options: tls.ConnectionOptions) => {
      this.connections++;
      const socket = await tunnel(new URL(world.proxyFor(node)), `${options.host}:${options.port}`);
      const secure = tls.connect({ socket, servername: options.host!, ca: world.ca });
      await once(secure, "secureConnect");
      return secure;
    };
    Object.assign(this.#agent, {
      createConnection: (options: tls.ConnectionOptions, done: (error: Error | null, socket?: Socket) => void) => {
        connect(options).then((socket) => done(null, socket), done);
      },
    });
  }

  get(url: string, headers: Record<string, string> = BROWSER): Promise<Answer> {
    return this.#send(url, "GET", headers, "");
  }

  post(url: string, value: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const body = typeof value === "string" ? value : JSON.stringify(value);
    return this.#send(url, "POST", { "content-type": "application/json", ...headers }, body);
  }

  close(): void {
    this.#agent.destroy();
  }

  async #send(url: string, method: string, headers: Record<string, string>, body: string): Promise<Answer> {
    const request = https.request(url, { agent: this.#agent, method, headers });
    request.end(body);
    const [response] = (await once(request, "response")) as [http.IncomingMessage];
    let text = "";
    for await (const chunk of response.setEncoding("utf8")) text += chunk;
    return { status: response.statusCode ?? 0, headers: response.headers, body: text, json: () => JSON.parse(text) };
  }
}

/** A connection to a host and port, by CONNECT through a proxy. */
export async function tunnel(proxy: URL, target: string): Promise<Socket> {
  const request = http.request({ host: proxy.hostname, port: proxy.port, method: "CONNECT", path: target });
  request.end();
  const [, socket] = (await once(request, "connect")) as [http.IncomingMessage, Socket];
  return socket;
}
