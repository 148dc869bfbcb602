import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { expect } from "chai";

import { ensureInstalled, InstallError, installCommands, isInstalled, wantedStamp } from "../../scripts/install.mjs";
import { isInterruption, JOBS, keptByNpm, runCommand } from "../../scripts/run.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

describe("scripts/run.mjs", () => {
  let project: string;

  beforeEach(() => {
    project = mkdtempSync(path.join(os.tmpdir(), "imago-run-"));
    const lock = { packages: { "node_modules/node": { version: "24.0.0" } } };
    writeFileSync(path.join(project, "package-lock.json"), JSON.stringify(lock));
    mkdirSync(path.join(project, "node_modules"));
  });

  afterEach(() => rmSync(project, { recursive: true }));

  /** A project whose dependencies count as installed, with a job `bench` of the given source. */
  function installedProject(source: string): string {
    writeFileSync(path.join(project, "node_modules", ".imago-installed"), wantedStamp(project));
    cpSync(path.join(ROOT, "scripts"), path.join(project, "scripts"), { recursive: true });
    mkdirSync(path.join(project, "bench"));
    writeFileSync(path.join(project, "bench", "main.ts"), source);
    return path.join(project, "scripts", "run.mjs");
  }

  it("has one job for every script of package.json", () => {
    const { scripts } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as { scripts: object };
    expect(Object.entries(scripts)).to.deep.equal(Object.keys(JOBS).map((job) => [job, `node scripts/run.mjs ${job}`]));
  });

  it("names the jobs when the job is unknown, and installs nothing", () => {
    const { status, stderr, stdout } = runJob(path.join(ROOT, "scripts", "run.mjs"), "toString");
    expect({ status, stdout }).to.deep.equal({ status: 2, stdout: "" });
    const known = Object.keys(JOBS).map((job) => `npm run ${job}`);
    expect(stderr).to.equal(`Unknown job "toString". Run one of: ${known.join(", ")}.\n`);
  });

  it("says how to hand on an option that npm keeps for itself, and runs nothing", () => {
    const runner = path.join(ROOT, "scripts", "run.mjs");
    const env = { ...process.env, npm_config_brief: "true" };
    const { status, stderr, stdout } = spawnSync(process.execPath, [runner, "start"], { encoding: "utf8", env });
    expect({ status, stdout }).to.deep.equal({ status: 2, stdout: "" });
    expect(stderr).to.equal('npm kept "--brief" for itself: write "npm start -- --brief".\n');
    expect(keptByNpm("start", { npm_config_ai: "http://x" })).to.include('"npm start -- --ai http://x"');
    expect(keptByNpm("start", { npm_config_cache: "/tmp" })).to.equal(undefined);
    expect(keptByNpm("bench", { npm_config_out: "true" })).to.equal(undefined);
  });

  it("passes arguments and the exit code through", () => {
    const runner = installedProject("console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 7;");
    const { status, stdout } = runJob(runner, "bench", "--rounds", "two words", "");
    expect({ status, stdout }).to.deep.equal({ status: 7, stdout: '["--rounds","two words",""]\n' });
  });

  it("runs when the project's folder is reached through a link", () => {
    installedProject("process.exitCode = 4;");
    const link = path.join(project, "link");
    symlinkSync(project, link, "junction");
    expect(runJob(path.join(link, "scripts", "run.mjs"), "bench").status).to.equal(4);
  });

  it("hands a signal to the job and waits for its clean-up", async () => {
    const runner = installedProject(`
      process.once("SIGTERM", () => setImmediate(() => { console.log("cleaned up"); process.exit(3); }));
      setInterval(() => {}, 1000);
      console.log("ready");`);
    const child = spawn(process.execPath, [runner, "bench"], { stdio: ["ignore", "pipe", "inherit"] });
    const output: string[] = [];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output.push(text);
      if (text.includes("ready")) child.kill("SIGTERM");
    });
    expect(await once(child, "close")).to.deep.equal([3, null]);
    expect(output.join("")).to.equal("ready\ncleaned up\n");
  });

  it("ends all that an installation started when it is stopped", async () => {
    // npm does not pass signals on, so the grandchild must get its own; it ends the output when it is gone.
    const script = path.join(project, "outer.mjs");
    writeFileSync(
      script,
      `import { runCommand } from ${JSON.stringify(pathToFileURL(path.join(ROOT, "scripts", "run.mjs")).href)};
      const inner = "console.log('ready'); setInterval(() => {}, 1000)";
      const outer = "require('child_process').spawn(process.execPath, ['-e', process.argv[1]], { stdio: 'inherit' })";
      process.exitCode = await runCommand([process.execPath, "-e", outer, inner], ${JSON.stringify(project)}, { ownGroup: true });`,
    );
    const child = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.once("data", () => child.kill("SIGINT"));
    expect(await once(child, "close")).to.deep.equal([130, null]);
  });

  it("reports a job ended by a signal as 128 plus its number", async () => {
    const code = await runCommand([process.execPath, "-e", "process.kill(process.pid, 'SIGTERM')"], project);
    expect([code, isInterruption(code)]).to.deep.equal([143, true]);
  });

  it("says which program is missing", async () => {
    const error = await runCommand(["no-such-program"], project).catch((reason: Error) => reason.message);
    expect(error).to.match(/^Cannot run no-such-program: /);
  });

  describe("installation", () => {
    /** Installs with commands that all end with this exit code; gives the error, if any, and what was said. */
    async function install(code: number): Promise<{ error: unknown; said: string[] }> {
      const said: string[] = [];
      const tools = {
        run: async () => code,
        isInterruption: () => code === 130,
        log: (line: string) => said.push(line),
      };
      const error = await ensureInstalled(project, tools).catch((reason: unknown) => reason);
      return { error, said };
    }

    it("is left alone while the stamp equals the lock file", async () => {
      writeFileSync(path.join(project, "node_modules", ".imago-installed"), wantedStamp(project));
      expect(await install(1)).to.deep.equal({ error: undefined, said: [] });
    });

    it("is repaired after an interruption", async () => {
      const { error } = await install(130);
      expect(error).to.be.instanceOf(InstallError).with.property("exitCode", 130);
      expect(isInstalled(project)).to.equal(false);
      const { said } = await install(0);
      expect(said[0]).to.equal("Updating the dependencies of package-lock.json (about a minute) ...");
      expect(isInstalled(project)).to.equal(true);
    });

    it("is repeated when the lock file changes", async () => {
      await install(0);
      writeFileSync(path.join(project, "package-lock.json"), "{}");
      expect(isInstalled(project)).to.equal(false);
    });

    it("takes over the lock of a run that was killed", async () => {
      const { pid } = spawnSync(process.execPath, ["--version"]);
      writeFileSync(path.join(project, ".installing"), String(pid));
      expect(await install(0)).to.have.property("error", undefined);
      expect(existsSync(path.join(project, ".installing"))).to.equal(false);
    });

    it("waits for another run that installs", async () => {
      const lock = path.join(project, ".installing");
      writeFileSync(lock, String(process.pid));
      const said: string[] = [];
      const log = (line: string): void => {
        said.push(line);
        writeFileSync(path.join(project, "node_modules", ".imago-installed"), wantedStamp(project));
        rmSync(lock);
      };
      await ensureInstalled(project, { run: () => expect.fail("installed twice"), isInterruption: () => false, log });
      expect(said).to.deep.equal(["Another run is installing the dependencies here; waiting for it ..."]);
    });

    it("says what failed", async () => {
      const { error } = await install(254);
      expect(error)
        .to.be.instanceOf(InstallError)
        .with.property("message")
        .that.matches(/^"npm .*" failed with exit code 254: remove the cause .*\.$/);
    });

    it("runs under a temporary Node of the locked version when the host's is too old", () => {
      const [first, second] = installCommands(project, 20);
      expect(first?.slice(0, 3)).to.deep.equal(["npm", "exec", "--yes"]);
      expect(first?.[3]).to.match(/^--package=node.*@24\.0\.0$/);
      expect(second).to.deep.equal(["npm", "rebuild", "node", "deno", "esbuild"]);
      expect(installCommands(project, 22)[0]?.slice(0, 3)).to.deep.equal(["npm", "ci", "--ignore-scripts"]);
    });
  });
});

function runJob(runner: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [runner, ...args], { encoding: "utf8" });
}
