/** Tasks that need no chain, run in this process as the command line runs them. */
import { createHardhatRuntimeEnvironment } from "hardhat/hre";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import config from "../../../hardhat.config.ts";
import { ROOT } from "../../docs/markdown.ts";

let made: Promise<HardhatRuntimeEnvironment> | undefined;

export function hardhat(): Promise<HardhatRuntimeEnvironment> {
  return (made ??= createHardhatRuntimeEnvironment(config, {}, ROOT));
}
