import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

import { expect } from "chai";

const SCRIPT = fileURLToPath(new URL("../../.ci/run", import.meta.url));

/** What the jobs print and how they end. */
interface Jobs {
  readonly check?: string;
  readonly test?: string;
  readonly start?: string;
  readonly codes?: Partial<Record<"check" | "test" | "start", number>>;
}

const GREEN: Required<Omit<Jobs, "codes">> = {
  check: "gate format           passed     1.0 s\ngate build            passed     2.0 s\n\ngates: 2 of 2 passed",
  test: "  30 passing (1m)\n\n\u001b[32m42 passing\u001b[0m (12 solidity, 30 mocha)",
  start: "The autumn of 2008: 15 of 15 expectations held\nA Seattle winter: 14 of 14 expectations held",
};

describe(".ci/run", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "imago-ci-test-"));
    // Stands in for npm, so that the script's counting is tested and not, once more, everything that it runs.
    const npm = [
      "#!/usr/bin/env bash",
      'job=$1; [ "$job" = run ] && job=$2',
      'text="SAYS_$job"; code="CODE_$job"',
      'printf "%s\\n" "${!text}"',
      'exit "${!code:-0}"',
    ].join("\n");
    await writeFile(join(folder, "npm"), npm);
    await chmod(join(folder, "npm"), 0o755);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function run({ codes = {}, ...says }: Jobs): Promise<{ code: number; lines: string[] }> {
    const env: NodeJS.ProcessEnv = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` };
    for (const [job, text] of Object.entries({ ...GREEN, ...says })) env[`SAYS_${job}`] = text;
    for (const [job, code] of Object.entries(codes)) env[`CODE_${job}`] = String(code);
    return new Promise((resolve) => {
      execFile(SCRIPT, { env }, (error, stdout) =>
        resolve({ code: error === null ? 0 : Number(error.code), lines: stdout.trimEnd().split("\n") }),
      );
    });
  }

  const cases: readonly (readonly [what: string, jobs: Jobs, closing: string])[] = [
    ["gates, tests and the story's expectations", {}, "73 passed, 0 failed"],
    [
      "a gate that failed",
      { check: `${GREEN.check}\ngate gas              FAILED     0.1 s`, codes: { check: 1 } },
      "73 passed, 1 failed",
    ],
    [
      "tests that failed",
      { test: `${GREEN.test}\n\u001b[31m2 failing\u001b[0m (2 mocha)`, codes: { test: 1 } },
      "73 passed, 2 failed",
    ],
    [
      "an expectation that did not hold",
      { start: GREEN.start.replace("14 of 14", "13 of 14"), codes: { start: 1 } },
      "72 passed, 1 failed",
    ],
    ["a job that failed without saying what", { codes: { test: 7 } }, "73 passed, 1 failed"],
    ["no tests", { test: "" }, "31 passed, 1 failed"],
    ["a story that never came to its end", { start: "", codes: { start: 1 } }, "44 passed, 2 failed"],
  ];
  for (const [what, jobs, closing] of cases) {
    it(`counts ${what} in its closing line`, async () => {
      const { code, lines } = await run(jobs);
      expect(lines.at(-1)).to.equal(closing);
      expect(code).to.equal(closing.endsWith(" 0 failed") ? 0 : 1);
    });
  }
});
