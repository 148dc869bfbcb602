import { expect } from "chai";

import { failures } from "../../../tasks/doctor/checks/failures.ts";
import { holders } from "../../../tasks/doctor/checks/holders.ts";
import { levelOf, periodsInWords } from "../../../tasks/doctor/checks/levels.ts";
import { secrets } from "../../../tasks/doctor/checks/secrets.ts";
import { services } from "../../../tasks/doctor/checks/services.ts";
import { source } from "../../../tasks/doctor/checks/source.ts";
import type { DeploymentHealth, ProgramHealth, Reading } from "../../../tasks/doctor/reading/reading.ts";

/** As much of a reading as a check looks at. */
function reading(deployment: { services?: object; programs?: readonly object[] }): Reading {
  return {
    ...{ now: 1_000, gasPrice: 1n, periods: 7, contracts: [] },
    account: { address: "0x", wei: 0n },
    deployment: { programs: [], ...deployment } as unknown as DeploymentHealth,
  };
}

const calm = {
  ...{ routerPaused: false, registryPaused: false, callbackGasAllowed: true, callbackGas: 200_000 },
  ...{ coordinator: "0x1", recordedCoordinator: "0x1", configurations: 1 },
};

describe("checks of the doctor that no local network can bring about", () => {
  it("find a DON that the router does not know, and ask no more of it", () => {
    expect(services.find(reading({ services: calm }))).to.deep.equal([]);
    const lost = { ...calm, coordinator: undefined, configurations: 0 };
    expect(services.find(reading({ services: lost })).map(({ name, severity }) => [name, severity])).to.deep.equal([
      ["don-unknown", "critical"],
    ]);
  });

  it("find that the ledger failed, even once and in a period that was settled later", () => {
    const failure = { kind: "ledger-failed", reason: "LedgerFailed", period: 5, healed: true };
    const [finding, ...rest] = failures.find(reading({ programs: [{ name: "tides", failures: [failure] }] }));
    expect(rest).to.deep.equal([]);
    expect(finding).to.deep.include({ name: "ledger-failed", severity: "critical", program: "tides" });
    expect(finding!.sentence).to.equal(
      "tides: the ledger itself failed, which it never should, in 1 of the last 7 periods (LedgerFailed, once).",
    );
  });

  it("name failures by their reasons, the most frequent first", () => {
    const failed = (reason: string, period: number) => ({ kind: "errored", reason, period, healed: true });
    const all = [failed("NOT_FINAL", 1), failed("FEED_QUORUM", 1), failed("FEED_QUORUM", 3)];
    const [finding] = failures.find(reading({ programs: [{ name: "tides", failures: all }] }));
    expect(finding!.sentence).to.equal(
      "tides: the DON answered with an error in 2 of the last 7 periods (FEED_QUORUM, 2 times; NOT_FINAL, once). What these codes mean: docs/error-codes.md.",
    );
  });

  it("warn of a program whose file cannot be bundled here", () => {
    const program: Partial<ProgramHealth> = {
      ...{ name: "tides", version: 1, sourceHash: "0xaa", storedHash: "0xaa" },
      config: { version: 1, sourceHash: "0xaa" } as ProgramHealth["config"],
      here: { problem: "there is no functions-source/programs/tides.ts." },
    };
    expect(source.find(reading({ programs: [program] })).map(({ name, severity }) => [name, severity])).to.deep.equal([
      ["source-not-here", "warning"],
    ]);
  });

  it("warn of holders who are not heard", () => {
    const found = (here: object, signals?: object): string[][] => {
      const program = { name: "tides", config: {}, here, signals };
      return holders.find(reading({ programs: [program] })).map(({ name, remedy }) => [name, remedy]);
    };
    const [listening, silent] = [{ listens: true }, { address: "0x1", gives: false }];
    expect(found(listening)).to.deep.equal([["signals-differ", "program update tides"]]);
    expect(found(listening, silent)).to.deep.equal([["signals-silent", "program update tides"]]);
    expect(found({ problem: "no file" }, silent)).to.deep.equal([["signals-silent", "program update tides"]]);
    expect([found(listening, { gives: true }), found({ listens: false }), found({ problem: "no file" })]).to.deep.equal(
      [...[[], [], []]],
    );
    expect(holders.find(reading({ programs: [{ name: "tides", here: listening }] }))).to.deep.equal([]);
  });

  it("warn of missing secrets also where the services name none", () => {
    const program = { name: "tides", config: {}, secrets: "0x", currentSecrets: "0x" };
    const [finding] = secrets.find(reading({ programs: [program] }));
    expect(finding).to.deep.include({ name: "secrets-missing", severity: "warning", remedy: "doctor" });
  });

  it("hold that less than 2 periods are critical and less than 14 worth a warning", () => {
    expect([undefined, 0, 1, 2, 13, 14].map(levelOf)).to.deep.equal([
      ...[undefined, "critical", "critical", "warning", "warning", undefined],
    ]);
    expect([0, 1, 6].map(periodsInWords)).to.deep.equal(["no period", "1 period", "6 periods"]);
  });
});
