/** How many bytes the contracts and the programs' bundles have. */
import hre from "hardhat";

import { bundleWithParts } from "../functions-source/bundle.ts";
import { bytesByPart } from "../functions-source/parts.ts";
import { programNames } from "../functions-source/programs.ts";

/** Folders of contracts/ whose contracts are no product. */
const NOT_OURS_TO_DEPLOY = ["contracts/test/"];
/** Below this a library holds internal functions only: nobody deploys it. */
const EMPTY_LIBRARY = 100;

/** Bytes of deployed code by contract, of every contract that a deployment puts on chain. */
export async function contractSizes(): Promise<Record<string, number>> {
  const names = [...(await hre.artifacts.getAllFullyQualifiedNames())].filter(
    (name) => name.startsWith("contracts/") && !NOT_OURS_TO_DEPLOY.some((folder) => name.startsWith(folder)),
  );
  const sizes: Record<string, number> = {};
  for (const name of names.sort()) {
    const { contractName, deployedBytecode } = await hre.artifacts.readArtifact(name);
    const bytes = (deployedBytecode.length - 2) / 2;
    if (bytes > EMPTY_LIBRARY) sizes[contractName] = bytes;
  }
  return sizes;
}

/** Bytes of each program's bundle, by program, and of its parts, by program and part. */
export async function bundleSizes(): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  for (const name of programNames()) {
    const bundled = await bundleWithParts(name);
    sizes[name] = bundled.bundle.bytes;
    for (const [part, bytes] of Object.entries(bytesByPart(bundled))) sizes[`${name}.${part}`] = bytes;
  }
  return sizes;
}
