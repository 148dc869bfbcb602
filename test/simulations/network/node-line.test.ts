import { once } from "node:events";
import { type Socket, connect } from "node:net";

import { expect } from "chai";

import { NodeLine } from "../../../simulations/network/node-line.ts";
import { GREETING, lines, seal, unseal } from "../../../simulations/node/line.ts";

const KEY = `0x${"11".repeat(32)}`;

async function opened(): Promise<{
  line: NodeLine;
  port: number;
  key: string;
  received: string[];
  closed: Promise<void>;
}> {
  const line = await NodeLine.open();
  const [port, key] = line.address.split(":") as [string, string];
  const received: string[] = [];
  const closed = new Promise<void>((resolve) =>
    line.attach({ received: (message) => received.push(message), closed: resolve }),
  );
  return { line, port: Number(port), key, received, closed };
}

async function call(port: number, said: string): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  socket.write(said);
  return socket;
}

describe("the line between driver and node", () => {
  it("carries what waited for the node, and takes from it only what it has sealed", async () => {
    const { line, port, key, received, closed } = await opened();
    line.send("first");
    const node = await call(port, seal(key, "node", GREETING));
    line.send("second\u2028half");
    const heard = lines(node as AsyncIterable<Buffer>);
    for (const message of ["first", "second\u2028half"])
      expect(unseal(key, "driver", (await heard.next()).value as string)).to.equal(message);
    node.end(
      ["forged", seal(KEY, "node", "forged"), seal(key, "driver", "echoed"), "", seal(key, "node", "true")].join("\n"),
    );
    await closed;
    expect(received).to.deep.equal(["true"]);
  });

  it("hangs up on strangers and on whoever calls when the node is there", async () => {
    const { line, port, key, closed } = await opened();
    const stranger = await call(port, seal(KEY, "node", GREETING));
    await once(stranger.resume(), "close");
    const silent = await call(port, "");
    const node = await call(port, seal(key, "node", GREETING));
    await once(silent.resume(), "close");
    const [refusal] = (await once(connect(port, "127.0.0.1"), "error")) as [NodeJS.ErrnoException];
    expect(refusal.code).to.equal("ECONNREFUSED");
    line.close();
    await once(node.resume(), "close");
    await closed;
  });

  it("closes when nobody has connected", async () => {
    const { line, port } = await opened();
    line.close();
    const [refusal] = (await once(connect(port, "127.0.0.1"), "error")) as [NodeJS.ErrnoException];
    expect(refusal.code).to.equal("ECONNREFUSED");
  });
});
