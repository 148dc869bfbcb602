import { createRequire } from "node:module";

import toolbox from "@nomicfoundation/hardhat-toolbox-mocha-ethers";
import { defineConfig } from "hardhat/config";

import { quietThirdParty } from "./scripts/gates/compiler-warnings.ts";
import tasks from "./tasks/index.ts";

const require = createRequire(import.meta.url);

/** Compilers come from npm packages (WebAssembly), so that a build needs nothing but the npm registry. */
const compiler = (version: string, module: string, settings: Record<string, unknown>) => ({
  version,
  path: require.resolve(`${module}/soljson.js`),
  settings,
});

const ours = (runs: number, viaIR = false) =>
  compiler("0.8.37", "solc", { optimizer: { enabled: true, runs }, evmVersion: "cancun", viaIR });
const chainlink = { optimizer: { enabled: true, runs: 10_000 } };
const chainlinkFunctions = compiler("0.8.19", "solc-0.8.19", { ...chainlink, evmVersion: "paris" });

/** Production contracts whose pragma is a range: without an override the newest compiler would build them, not theirs. */
const chainlinkFiles = [
  "functions/v1_0_0/FunctionsRouter.sol",
  "functions/v1_3_0/FunctionsCoordinator.sol",
  "functions/v1_3_0/accessControl/TermsOfServiceAllowList.sol",
  "functions/v1_0_0/example/FunctionsClientExample.sol", // for the bench
  "automation/AutomationForwarderLogic.sol",
  "shared/token/ERC677/LinkToken.sol",
  "shared/mocks/MockV3Aggregator.sol",
].map((file) => `@chainlink/contracts/src/v0.8/${file}`);

/** Ours, and the two of our own that the bench compares with it. */
const consumers = ["consumers/FunctionsConsumer", "test/StoredRequestConsumer", "test/EncodingConsumer"].map(
  (name) => `contracts/${name}.sol`,
);
/** What holders pay for in every period. */
const signals = "contracts/interactions/Signals.sol";

/**
 * Calls of the invariants: 100,000 in all, a million for `npm run test:deep`. A mutation only has to be seen red: its
 * runs are short, for the trace of a long one takes gigabytes, and no shorter counterexample is looked for.
 */
const calls = process.env.IMAGO_MUTATION
  ? { runs: 1_000, depth: 100, shrinkRunLimit: 0 }
  : { runs: process.env.IMAGO_DEEP ? 2_000 : 200, depth: 500 };

export default defineConfig({
  plugins: [toolbox, quietThirdParty],
  tasks,
  paths: { tests: { mocha: "./test", solidity: "./test" } },
  solidity: {
    compilers: [
      ours(200),
      chainlinkFunctions,
      compiler("0.8.16", "solc-0.8.16", { ...chainlink, evmVersion: "london" }),
    ],
    overrides: {
      ...Object.fromEntries(chainlinkFiles.map((file) => [file, chainlinkFunctions])),
      // Asked with every request; with more runs it would pass its limit of 22,000 bytes.
      "contracts/evolution/EvolutionLedger.sol": ours(600),
      // Pictures are made in views: speed counts there, and the renderer has the room.
      "contracts/art/ImagoRenderer.sol": ours(10_000),
      "contracts/collection/ImagoCollection.sol": ours(10_000),
      // Requests are paid for every period: the newer code generator saves 1,400 gas of each.
      ...Object.fromEntries([...consumers, signals].map((file) => [file, ours(1_000_000, true)])),
    },
    // The production contracts of the services that Imago talks to; the local network deploys exactly these.
    npmFilesToBuild: [
      "@openzeppelin/contracts/access/manager/AccessManager.sol",
      ...chainlinkFiles,
      "@chainlink/contracts/src/v0.8/automation/v2_1/KeeperRegistry2_1.sol",
      "@chainlink/contracts/src/v0.8/automation/v2_1/KeeperRegistryLogicA2_1.sol",
      "@chainlink/contracts/src/v0.8/automation/v2_1/KeeperRegistryLogicB2_1.sol",
      "@chainlink/contracts/src/v0.8/automation/v2_1/AutomationRegistrar2_1.sol",
    ],
  },
  networks: {
    // A local network of `hardhat network serve`. An estimate of one second may be too low for the next, when a checkpoint is written anew.
    localhost: { type: "http", url: process.env.IMAGO_RPC_URL ?? "http://127.0.0.1:8545", gasMultiplier: 2 },
    // A fixed limit, for the same reason.
    default: { type: "edr-simulated", chainType: "l1", chainId: 31_337, hardfork: "prague", gas: 15_000_000 },
  },
  typechain: { tsNocheck: true },
  test: {
    mocha: { timeout: 120_000 },
    solidity: {
      fuzz: { runs: 2_000, seed: "0x696d61676f" },
      invariant: { ...calls, failOnRevert: true },
    },
  },
});
