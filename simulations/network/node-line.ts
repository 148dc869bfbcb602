/** The driver's end of the line to one node; see `../node/line.ts`. */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { type AddressInfo, type Server, type Socket, createServer } from "node:net";

import { GREETING, lines, seal, unseal } from "../node/line.ts";

/** What the two ends of a line tell its owner. */
export interface LineEvents {
  /** Told each message that the node itself has sent. */
  received(message: string): void;
  /** Told once, when a line that stood is gone. */
  closed(): void;
}

/** Listens until the node has connected, no longer. Messages sent before that wait for it. */
export class NodeLine {
  readonly #key = `0x${randomBytes(32).toString("hex")}`;
  readonly #greeting = Buffer.from(seal(this.#key, "node", GREETING));
  readonly #server: Server;
  readonly #strangers = new Set<Socket>();
  #socket: Socket | undefined;
  #unsent = "";
  #events: LineEvents | undefined;

  static async open(): Promise<NodeLine> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new NodeLine(server);
  }

  private constructor(server: Server) {
    this.#server = server;
    server.on("connection", (socket) => this.#meet(socket));
    // A connection that cannot be accepted is one that the node misses; its end says so.
    server.on("error", () => undefined);
    this.address = `${(server.address() as AddressInfo).port}:${this.#key}`;
  }

  /** For the node's environment. */
  readonly address: string;

  /** To be called at once, before the node is there. */
  attach(events: LineEvents): void {
    this.#events = events;
  }

  send(message: string): void {
    const sealed = seal(this.#key, "driver", message);
    if (this.#socket === undefined) this.#unsent += sealed;
    else this.#socket.write(sealed);
  }

  /** The node ends when it sees this; one that has not connected yet finds nobody. */
  close(): void {
    this.#stopListening();
    this.#socket?.end();
  }

  #meet(socket: Socket): void {
    this.#strangers.add(socket);
    socket.setNoDelay(true);
    // Writing to a node that has just died is reported by its end, not by a broken connection.
    socket.on("error", () => undefined);
    socket.on("close", () => this.#strangers.delete(socket));
    const hear = (): void => {
      const greeting = socket.read(this.#greeting.length) as Buffer | null;
      if (greeting === null) return;
      socket.off("readable", hear);
      if (greeting.equals(this.#greeting)) this.#welcome(socket);
      else socket.destroy();
    };
    socket.on("readable", hear);
  }

  #welcome(socket: Socket): void {
    this.#strangers.delete(socket);
    this.#stopListening();
    this.#socket = socket;
    socket.write(this.#unsent);
    void this.#listen(socket);
  }

  async #listen(socket: Socket): Promise<void> {
    try {
      for await (const line of lines(socket as AsyncIterable<Buffer>)) {
        const message = unseal(this.#key, "node", line);
        if (message !== undefined) this.#events?.received(message);
      }
    } catch {
      // A reset is an end like any other.
    }
    this.#events?.closed();
  }

  #stopListening(): void {
    this.#server.close();
    for (const stranger of this.#strangers) stranger.destroy();
  }
}
