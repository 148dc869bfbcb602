/** Router and Coordinator built the way of the figures that design section 13 compares with. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { Contract, ContractFactory, type InterfaceAbi, type Signer } from "ethers";

import { Deployer } from "../simulations/network/chainlink/deployer.ts";
import type { ArtifactName } from "../tasks/operations/services.ts";
import type { Connection } from "../test/helpers/rpc.ts";

const require = createRequire(import.meta.url);

/** The contracts that a request runs through, by the names of the local network's deployer. */
const SOURCES = {
  router: ["functions/v1_0_0/FunctionsRouter.sol", "FunctionsRouter"],
  coordinator: ["functions/v1_3_0/FunctionsCoordinator.sol", "FunctionsCoordinator"],
} as const satisfies Partial<Record<ArtifactName, readonly [file: string, contract: string]>>;

const CHAINLINK = "@chainlink/contracts/src/v0.8";
/** `@chainlink/contracts` imports OpenZeppelin by a path with the version in it (its remappings.txt). */
const REMAPPED = ["@openzeppelin/contracts@4.8.3/", "@openzeppelin/contracts-4.8.3/"] as const;
const MODULES = join(import.meta.dirname, "..", "node_modules");

interface Compiled {
  readonly abi: InterfaceAbi;
  readonly bytecode: string;
}

export type Compilation = Readonly<Record<keyof typeof SOURCES, Compiled>>;

interface Solc {
  compile(input: string, callbacks: { import: (path: string) => { contents: string } | { error: string } }): string;
}

interface Output {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[];
  readonly contracts: Record<string, Record<string, { abi: InterfaceAbi; evm: { bytecode: { object: string } } }>>;
}

/**
 * Compiles with the newest installed compiler, 1,000 optimizer runs, for Cancun. Takes some ten seconds.
 *
 * @throws Error with the compiler's messages
 */
export function compileComparable(): Compilation {
  const solc = require("solc") as Solc;
  const settings = {
    optimizer: { enabled: true, runs: 1_000 },
    evmVersion: "cancun",
    outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } },
  };
  const paths = Object.values(SOURCES).map(([file]) => `${CHAINLINK}/${file}`);
  const sources = Object.fromEntries(paths.map((path) => [path, { content: readModule(path) }]));
  const input = JSON.stringify({ language: "Solidity", sources, settings });
  const output = JSON.parse(solc.compile(input, { import: importModule })) as Output;
  const errors = (output.errors ?? []).filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join("\n"));
  const pick = ([file, name]: readonly [string, string]): Compiled => {
    const { abi, evm } = output.contracts[`${CHAINLINK}/${file}`]![name]!;
    return { abi, bytecode: evm.bytecode.object };
  };
  return { router: pick(SOURCES.router), coordinator: pick(SOURCES.coordinator) };
}

const readModule = (path: string): string => readFileSync(join(MODULES, path.replace(...REMAPPED)), "utf8");

function importModule(path: string): { contents: string } | { error: string } {
  try {
    return { contents: readModule(path) };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

/** Deploys what was compiled here, and the local network's build of everything else. */
export class ComparableDeployer extends Deployer {
  readonly #compilation: Compilation;

  constructor(compilation: Compilation, ethers: Connection["ethers"], signer: Signer) {
    super(ethers, signer);
    this.#compilation = compilation;
  }

  override async deploy(name: ArtifactName, ...args: readonly unknown[]): Promise<Contract> {
    if (name !== "router" && name !== "coordinator") return super.deploy(name, ...args);
    const { abi, bytecode } = this.#compilation[name];
    const contract = await new ContractFactory(abi, bytecode, this.signer).deploy(...args);
    return new Contract(await contract.getAddress(), abi, this.signer);
  }
}
