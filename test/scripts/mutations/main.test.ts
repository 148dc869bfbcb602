import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

import { MUTATIONS } from "../../mutations/index.ts";
import { foldersOf } from "../../helpers/leftovers.ts";

const MAIN = fileURLToPath(new URL("../../../scripts/mutations/main.ts", import.meta.url));

describe("scripts/mutations/main.ts", () => {
  it("says which mutations there are when a text is in no name", () => {
    const { status, stderr } = spawnSync(process.execPath, [MAIN, "digest", "no such"], { encoding: "utf8" });
    expect(status).to.equal(2);
    const names = MUTATIONS.map(({ name }) => `  ${name}\n`).join("");
    expect(stderr).to.equal(`No mutation has "no such" in its name. Give a part of one of:\n${names}`);
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`removes its copy of the project on ${signal}`, async () => {
      const child = spawn(process.execPath, [MAIN, "digest"], { stdio: ["ignore", "pipe", "inherit"] });
      await once(child.stdout, "data"); // the head of the table, written when the copy stands
      expect(await foldersOf(child.pid!)).to.have.lengthOf(1);
      child.kill(signal);
      const [code] = (await once(child, "exit")) as [number];
      expect(code).to.equal(signal === "SIGINT" ? 130 : 143);
      expect(await foldersOf(child.pid!)).to.deep.equal([]);
    });
  }
});
