import { expect } from "chai";

import { programNames } from "../../../../functions-source/programs.ts";
import { takeSample } from "../../../../tasks/program/check/sample.ts";
import { exitCodeOf, type Finding } from "../../../../tasks/program/check/examine.ts";
import { tell } from "../../../../tasks/program/check/report.ts";
import { loadProgram } from "../../../../functions-source/programs.ts";
import { hardhat } from "../../source/hardhat.ts";
import { type Ended, runTask } from "../../studio.ts";

const finding = (severity: Finding["severity"], name: string): Finding => ({
  ...{ name, severity, saw: "It saw this.", why: "It matters.", laboratory: "one vendor: 1.00 %", change: "this" },
  figure: { of: "oneVendor", share: "wrong", value: 0.01, compared: 0 },
});
const critical = finding("critical", "time-over");
const warning = finding("warning", "one-vendor");

describe("program check", () => {
  const run = async (args: Readonly<Record<string, unknown>>): Promise<Ended> =>
    runTask(await hardhat(), "program check", args);

  for (const name of programNames())
    it(`ends well for ${name}, in one line`, async () => {
      const { stdout, stderr, exitCode } = await run({ name });
      expect([exitCode, stderr]).to.deep.equal([0, ""]);
      expect(stdout).to.match(
        new RegExp(`^${name}: nothing found against agreement; \\d+ rules, \\d+ (made-up|recorded) days$`),
      );
      expect(stdout.length).to.be.at.most(80);
    });

  it("prints one JSON document", async () => {
    const { stdout, exitCode } = await run({ name: "bitcoin", json: true });
    expect(exitCode).to.equal(0);
    const { looked, ...rest } = JSON.parse(stdout) as { looked: string[] };
    expect(looked).to.include.members(["one-vendor", "quantum-too-small"]);
    expect(rest).to.deep.equal({
      program: "bitcoin",
      findings: [],
      skipped: { sample: [], deployed: ["confirmation-off", "few-attempts"] },
      sample: { days: 240, madeUp: true },
    });
  });

  for (const [name, message] of [
    ["", /^error: Which program\? functions-source\/programs has .*bitcoin.*\.\n {2}try: .* program new NAME$/],
    ["moon", /^error: There is no program "moon"\. functions-source\/programs has .*bitcoin.*\n {2}try: /],
    ["bitcion", /Did you mean bitcoin\?\n {2}try: the same command with bitcoin$/],
  ] as const)
    it(`refuses the name "${name}"`, async () => {
      const { stdout, stderr, exitCode } = await run({ name });
      expect([exitCode, stdout]).to.deep.equal([2, ""]);
      expect(stderr).to.match(message);
    });

  it("ends as bad as the worst finding", () => {
    expect([[], [warning], [warning, critical]].map(exitCodeOf)).to.deep.equal([0, 3, 4]);
  });

  it("tells what it saw, why that matters, the figure, and what to change", () => {
    const skipped = { sample: ["quantum-too-small"], deployed: ["confirmation-off"] };
    const told = tell("tides", { findings: [critical, warning], looked: ["a", "b"], skipped }, undefined);
    expect(told).to.equal(
      [
        "CRITICAL time-over",
        ...["  It saw this.", "  It matters.", "  laboratory: one vendor: 1.00 %", "  try: this", ""],
        "WARNING one-vendor",
        ...["  It saw this.", "  It matters.", "  laboratory: one vendor: 1.00 %", "  try: this", ""],
        "tides: 1 critical, 1 warning; 2 rules",
        "  not looked at, since the local world has no data of it: quantum-too-small",
      ].join("\n"),
    );
  });

  it("looks at the same days again", async () => {
    const program = await loadProgram("sp500");
    expect(await takeSample(program)).to.deep.equal(await takeSample(program));
  });
});
