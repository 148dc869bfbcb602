/** One check that a change has to pass. */
export interface Gate {
  readonly name: string;
  /** What it makes sure of, in one line. */
  readonly title: string;
  /** Commands run in this order; the gate passes if all end with exit code 0. A missing script is a failure. */
  readonly commands: readonly (readonly [string, ...string[]])[];
}

/** Every gate, in the order in which they run: `build` early, for the linter, `types` and `tests` use what it generates. */
export const GATES: readonly Gate[] = [
  { name: "format", title: "Prettier", commands: [["prettier", "--check", "--log-level", "warn", "."]] },
  // Before all that needs the types which a build writes.
  {
    name: "build",
    title: "compiles without a warning in our contracts",
    commands: [
      ["hardhat", "build", "--quiet"],
      ["node", "scripts/gates/warnings.ts"],
    ],
  },
  {
    name: "lint-typescript",
    title: "oxlint with type information, warnings are errors",
    commands: [["oxlint", "--type-aware", "--deny-warnings", "."]],
  },
  {
    name: "lint-solidity",
    title: "solhint, warnings are errors",
    commands: [["solhint", "--disc", "--noPoster", "--max-warnings", "0", "{contracts,test}/**/*.sol"]],
  },
  { name: "types", title: "TypeScript, strict", commands: [["tsc", "--noEmit", "--project", "."]] },
  {
    name: "bundle",
    title: "the programs' sources still bundle to the committed hashes",
    commands: [["hardhat", "source", "bundle", "--check"]],
  },
  { name: "tests", title: "Solidity and mocha tests", commands: [["hardhat", "test", "--no-compile"]] },
  {
    name: "gas",
    title: "gas and contract sizes equal the committed snapshot",
    commands: [["node", "bench/gas.ts", "--check"]],
  },
];
