import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

import { expect } from "chai";

import { buildMessages } from "../../../scripts/gates/build-messages.ts";

describe("buildMessages", () => {
  let artifacts: string;

  beforeEach(() => (artifacts = mkdtempSync(path.join(os.tmpdir(), "imago-artifacts-"))));
  afterEach(() => rmSync(artifacts, { recursive: true }));

  function write(file: string, content: unknown): void {
    mkdirSync(path.dirname(path.join(artifacts, file)), { recursive: true });
    writeFileSync(path.join(artifacts, file), JSON.stringify(content));
  }

  /** The record of a build in which the compiler said something, or nothing. */
  function writeBuild(id: string, ...said: readonly string[]): void {
    write(`build-info/${id}.json`, { id });
    const errors = said.map((message) => ({ severity: "warning", message }));
    write(`build-info/${id}.output.json`, { output: said.length === 0 ? {} : { errors } });
  }

  it("reads the records of the builds that the artifacts name, each once, and no others", () => {
    writeBuild("solc-1", "unused variable", "unreachable code");
    writeBuild("solc-2");
    writeBuild("solc-earlier", "mended since");
    write("contracts/a/A.sol/A.json", { contractName: "A", buildInfoId: "solc-1" });
    write("contracts/a/A.sol/IA.json", { contractName: "IA", buildInfoId: "solc-1" });
    write("contracts/B.sol/B.json", { contractName: "B", buildInfoId: "solc-2" });
    writeFileSync(path.join(artifacts, "contracts/B.sol/artifacts.d.ts"), "");
    const messages = buildMessages(artifacts).map(({ message }) => message);
    expect(messages).to.deep.equal(["unused variable", "unreachable code"]);
  });
});
