/** The driver of Automation: it simulates every upkeep's check, lets the nodes sign what is needed, and performs it. */
import { Interface } from "ethers";

import type { UpkeepCheck } from "../node/protocol.ts";
import { upkeepChecks } from "../node/reports.ts";
import type { Chain } from "./chain.ts";
import type { NodeHandle } from "./nodes.ts";
import type { RpcLog } from "./rpc.ts";
import { selectQuorum, transmit } from "./transmit.ts";

/** One upkeep that a report performed, or tried to. */
export interface PerformedUpkeep {
  readonly upkeepId: bigint;
  /** Whether the target's `performUpkeep` returned without an error; the upkeep pays in any case. */
  readonly success: boolean;
  readonly transactionHash: string;
  /** Gas of the whole transmission. */
  readonly gasUsed: number;
  /** Gas of `performUpkeep`, as the registry measured it. */
  readonly performGas: number;
  readonly paidJuels: bigint;
}

export interface AutomationSetup {
  readonly chain: Chain;
  readonly nodes: readonly NodeHandle[];
  readonly transmitters: readonly string[];
  readonly registry: string;
  readonly f: number;
}

const upkeeps = new Interface([
  "function getActiveUpkeepIDs(uint256 startIndex, uint256 maxCount) view returns (uint256[] ids)",
  "event UpkeepPerformed(uint256 indexed id, bool indexed success, uint96 totalPayment, uint256 gasUsed, uint256 gasOverhead, bytes trigger)",
]);
const ZERO_ADDRESS = `0x${"0".repeat(40)}`;
/** What simulates a check may use, as the registry's own limit and a reserve. */
const CHECK_GAS = 12_000_000;

export class Automation {
  readonly #setup: AutomationSetup;
  #epoch = 0;

  constructor(setup: AutomationSetup) {
    this.#setup = setup;
  }

  /**
   * Checks every active upkeep of the registry once and performs those that are needed, in one report. Mines two blocks if there are any: a report names a
   * block that is older than the one it is performed in.
   */
  async tick(): Promise<PerformedUpkeep[]> {
    const { chain, nodes, transmitters, registry, f } = this.#setup;
    const checks = await Promise.all((await this.#activeUpkeeps()).map((id) => this.#check(id)));
    if (!checks.some(isNeeded)) return [];
    const block = await chain.latestBlock();
    await chain.mine();
    const epoch = ++this.#epoch;
    const signed = await Promise.all(nodes.map((node) => node.tryAsk({ type: "perform", epoch, checks, block })));
    const signatures = selectQuorum(
      signed.filter((report) => report !== undefined && report !== null),
      f + 1,
    );
    if (signatures === undefined) return [];
    const from = transmitters[epoch % transmitters.length]!;
    const receipt = await transmit(chain, { from, to: registry, gas: CHECK_GAS, signatures });
    return receipt.logs.flatMap((log) => performed(log, registry, receipt.transactionHash, Number(receipt.gasUsed)));
  }

  async #activeUpkeeps(): Promise<bigint[]> {
    const { chain, registry } = this.#setup;
    const data = upkeeps.encodeFunctionData("getActiveUpkeepIDs", [0, 0]);
    const answer = await chain.call({ from: ZERO_ADDRESS, to: registry, data }).catch((error: unknown) => {
      // The registry's way to say that it has none.
      if (String(error).includes("IndexOutOfRange")) return undefined;
      throw error;
    });
    if (answer === undefined) return [];
    return [...upkeeps.decodeFunctionResult("getActiveUpkeepIDs", answer).getValue("ids")];
  }

  async #check(id: bigint): Promise<UpkeepCheck> {
    const data = upkeepChecks.encodeFunctionData("checkUpkeep", [id]);
    // The registry lets only a simulation check: its mark is the zero origin.
    const answer = await this.#setup.chain.call({ from: ZERO_ADDRESS, to: this.#setup.registry, data, gas: CHECK_GAS });
    return { upkeepId: id.toString(), answer };
  }
}

function isNeeded({ answer }: UpkeepCheck): boolean {
  return upkeepChecks.decodeFunctionResult("checkUpkeep", answer).getValue("upkeepNeeded") as boolean;
}

function performed(log: RpcLog, registry: string, transactionHash: string, gasUsed: number): PerformedUpkeep[] {
  if (log.address.toLowerCase() !== registry.toLowerCase()) return [];
  const event = upkeeps.parseLog(log);
  if (event === null) return [];
  return [
    {
      upkeepId: event.args.getValue("id"),
      success: event.args.getValue("success"),
      transactionHash,
      gasUsed,
      performGas: Number(event.args.getValue("gasUsed")),
      paidJuels: event.args.getValue("totalPayment"),
    },
  ];
}
