import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { checkSurroundings } from "../../../simulations/story/surroundings.ts";

describe("the story's surroundings", () => {
  let server: Server;
  let port: number;
  before(async () => {
    server = createServer((_, response) => response.writeHead(404).end());
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    ({ port } = server.address() as AddressInfo);
  });
  after(() => server.close());

  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "imago-surroundings-"));
  });
  after(() => rm(folder, { recursive: true }));

  const complaint = (options: { ai?: string; serve?: number; out?: string }): Promise<string> =>
    checkSurroundings({ ai: options.ai, serve: options.serve, out: options.out ?? folder }).then(
      () => "none",
      (error: Error) => error.message,
    );

  it("are in order when the server answers anything and the port is free", async () => {
    expect(await complaint({})).to.equal("none");
    expect(await complaint({ ai: `http://127.0.0.1:${port}/v1`, serve: 0 })).to.equal("none");
  });

  it("get the folder for the results, with those above it", async () => {
    const out = join(folder, "a", "b");
    expect(await complaint({ out })).to.equal("none");
    expect(await readdir(out)).to.deep.equal([]);
  });

  it("lack a folder whose name is a file's", async () => {
    const out = join(folder, "file");
    await writeFile(out, "");
    expect(await complaint({ out })).to.equal(
      `Nothing can be written into ${out} (EEXIST); choose another folder with --out.`,
    );
  });

  it("lack a port that is taken", async () => {
    expect(await complaint({ serve: port })).to.equal(
      `Port ${port} cannot be opened (EADDRINUSE); choose another with --serve, or 0 for any.`,
    );
  });

  it("lack a server that does not answer", async () => {
    const gone = createServer().listen(0, "127.0.0.1");
    await once(gone, "listening");
    const url = `http://127.0.0.1:${(gone.address() as AddressInfo).port}/v1`;
    await new Promise((resolve) => gone.close(resolve));
    expect(await complaint({ ai: url })).to.equal(`No server answers at ${url}; start it, or leave out --ai.`);
  });
});
