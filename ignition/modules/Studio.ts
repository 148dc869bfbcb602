import { buildModule } from "@nomicfoundation/hardhat-ignition/modules";

import programModule from "./Program.ts";
import Protocol from "./Protocol.ts";

/** The whole of a deployment: the protocol, and any number of programs with their collections. */
export default function studioModule(programs: readonly { readonly name: string; readonly listens: boolean }[]) {
  return buildModule("Studio", (m) => {
    const protocol = m.useModule(Protocol);
    const collections = programs.map(
      ({ name, listens }) => [name, m.useModule(programModule(name, listens)).collection] as const,
    );
    return { ...protocol, ...Object.fromEntries(collections) };
  });
}
