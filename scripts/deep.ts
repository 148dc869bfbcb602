/** `npm run test:deep`: the invariants of test/invariant with ten times the calls. */
import { spawnSync } from "node:child_process";

const { status } = spawnSync("hardhat", ["test", "solidity", "test/invariant/Imago.t.sol", ...process.argv.slice(2)], {
  stdio: "inherit",
  shell: process.platform === "win32",
  env: { ...process.env, IMAGO_DEEP: "1" },
});
process.exitCode = status ?? 1;
