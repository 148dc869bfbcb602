import { createHardhatRuntimeEnvironment } from "hardhat/hre";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";

import world from "../../../tasks/world/index.ts";
import { type Ended, runTask } from "../studio.ts";
import { DAYS, type Desk } from "./desk.ts";

/** The tasks of `world`, on a desk's folder and server. */
export interface WorldTasks {
  /** Records bitcoin's three periods unless told otherwise. */
  record(changes?: Readonly<Record<string, unknown>>): Promise<Ended>;
  check(args?: Readonly<Record<string, unknown>>): Promise<Ended>;
}

/** The tasks for a suite. */
export function useTasks(desk: Desk): WorldTasks {
  let hre: HardhatRuntimeEnvironment;
  before(async () => {
    hre = await createHardhatRuntimeEnvironment({ tasks: world });
  });
  return {
    record(changes) {
      const [from, to] = [DAYS[0], DAYS.at(-1)];
      const args = { program: "bitcoin", from, to, baseUrl: desk.server.baseUrl, out: desk.folder, pause: 0 };
      return runTask(hre, "world record", { ...args, ...changes });
    },
    check: (args) => runTask(hre, "world check", { fixtures: desk.folder, ...args }),
  };
}
