import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

import { type RunningStudio, startStudio } from "../simulations/story/running-studio.ts";

const SCRIPT = fileURLToPath(new URL("rebuild.mjs", import.meta.url));
const ENOUGH = 20n;

interface Ended {
  readonly code: number;
  readonly lines: readonly string[];
}

describe("content documents rebuilt by a script that shares no code with the project", () => {
  let studio: RunningStudio;
  let url: string;
  before(async () => {
    studio = await startStudio(["sp500", "bitcoin"], "2020-02-20");
    const { ledger } = studio.deployment;
    const { id } = studio.workOf("sp500");
    while ((await ledger.statusOf(id)).evolutions < ENOUGH) await studio.nextDay();
    ({ url } = await studio.network.serve(0));
  });
  after(() => studio?.stop());

  function run(...args: readonly string[]): Promise<Ended> {
    return new Promise((resolve) => {
      execFile(process.execPath, [SCRIPT, ...args], (error, stdout) =>
        resolve({ code: error === null ? 0 : Number(error.code), lines: stdout.trim().split("\n") }),
      );
    });
  }
  const rebuild = (name: string, ...rest: readonly string[]): Promise<Ended> =>
    run(url, String(studio.deployment.ledger.target), String(studio.workOf(name).id), ...rest);

  it("have the chain's sha-256 and CID, twenty of them and of two vocabularies", async () => {
    for (const name of ["sp500", "bitcoin"]) {
      const { evolutions } = await studio.deployment.ledger.statusOf(studio.workOf(name).id);
      const { code, lines } = await rebuild(name);
      expect(lines.at(-1)).to.equal(`${evolutions} of ${evolutions} documents equal`);
      expect(
        lines.slice(0, -1).every((line) => line.startsWith("equal ")),
        lines.join("\n"),
      ).to.equal(true);
      expect(code).to.equal(0);
    }
  });

  it("are not the chain's when one byte of the vocabulary is another", async () => {
    const { ledger } = studio.deployment;
    const { vocabulary } = await ledger.termsOf(studio.workOf("sp500").id, 1);
    const name = Buffer.from(vocabulary.slice(2), "hex").indexOf("sp500");
    const { code, lines } = await rebuild("sp500", "--flip", String(name));
    expect(lines.at(-1)).to.match(/^0 of \d+ documents equal$/);
    expect(code).to.equal(1);
  });

  it("are not found for a program without a history", async () => {
    const { code, lines } = await run(url, String(studio.deployment.ledger.target), "77");
    expect(lines).to.deep.equal(["0 of 0 documents equal"]);
    expect(code).to.equal(1);
  });
});
