/** Runs one Solidity test file in a copy of the project. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** How a command ended and what it said. */
export interface TestRun {
  readonly code: number | null;
  readonly output: string;
}

/** The linked library: the test runner takes it from its own artifact, which building a test does not make. */
const LIBRARY = "contracts/evolution/TermsCheck.sol";

/**
 * Builds and runs a Solidity test file.
 *
 * @param signal stops it, together with the compiler that it starts
 */
export async function runSolidityTest(project: string, file: string, signal: AbortSignal): Promise<TestRun> {
  const built = await hardhat(project, ["build", "--quiet", LIBRARY], signal);
  return built.code === 0 ? hardhat(project, ["test", "solidity", file], signal) : built;
}

async function hardhat(project: string, args: readonly string[], signal: AbortSignal): Promise<TestRun> {
  if (signal.aborted) return { code: null, output: "" };
  const group = process.platform !== "win32";
  const child = spawn(process.execPath, [join(project, "node_modules/hardhat/dist/src/cli.js"), ...args], {
    cwd: project,
    stdio: ["ignore", "pipe", "pipe"],
    detached: group,
    env: { ...process.env, IMAGO_MUTATION: "1", NO_COLOR: "1" },
  });
  const stop = (): void => {
    if (group && child.pid !== undefined) process.kill(-child.pid);
    else child.kill();
  };
  signal.addEventListener("abort", stop);
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  try {
    const [code] = (await once(child, "close")) as [number | null];
    return { code, output: Buffer.concat(chunks).toString("utf8") };
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
