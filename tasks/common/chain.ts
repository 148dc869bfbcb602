/** The chain of `--network`: who acts on it, and what of Chainlink's stands there. */
import type { HardhatEthers, HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { NetworkConnection } from "hardhat/types/network";

import { type LocalServices, SERVICES_METHOD } from "../../simulations/network/local-methods.ts";
import type { Services } from "../operations/services.ts";
import { TaskFailure, wrongInput } from "./failure.ts";

/** The id of every local network. A transaction signed for it is worth nothing on a public chain. */
const LOCAL_CHAIN = 31_337;

export interface Chain extends AsyncDisposable {
  readonly hre: HardhatRuntimeEnvironment;
  readonly connection: NetworkConnection;
  readonly ethers: HardhatEthers;
  readonly id: number;
  /** Tells this chain from another with the same id: its first block, or which start of the local network it is. */
  readonly identity: string;
  /** Chainlink's contracts, if this is a local network. */
  readonly local: Services | undefined;
  /** By which account a task acts: a place in the node's or keystore's list, or an address in it. */
  signer(from?: string): Promise<HardhatEthersSigner>;
}

/**
 * Connects to the network that Hardhat was told. Whoever calls it disposes of it.
 *
 * @throws TaskFailure when nothing answers there, and on Hardhat's own chain, which is empty at every command
 */
export async function openChain(hre: HardhatRuntimeEnvironment): Promise<Chain> {
  const connection = await hre.network.create();
  try {
    requireLasting(connection);
    return await describe(hre, connection);
  } catch (error) {
    await connection.close();
    throw unreachable(connection) ?? error;
    function unreachable({ networkConfig, networkName }: NetworkConnection): TaskFailure | undefined {
      if (networkConfig.type !== "http" || !/connect|ECONN|fetch|NETWORK/i.test(String((error as Error).message)))
        return;
      return new TaskFailure(`Nothing answers at the RPC address of the network "${networkName}".`, {
        cause: error,
        remedy:
          networkName === "localhost"
            ? "npx --no hardhat network serve   (in another terminal; it stays)"
            : "correct its url in hardhat.config.ts, or name another with --network",
      });
    }
  }
}

/** Without `--network` Hardhat takes its own, so that is the likelier mistake. */
function requireLasting({ networkConfig, networkName }: NetworkConnection): void {
  if (networkConfig.type !== "edr-simulated") return;
  const what = networkName === "default" ? "No --network was given" : `The network "${networkName}" is in this process`;
  throw wrongInput(
    `${what}, and Hardhat's own chain ends with the command.`,
    "the same command with --network localhost",
  );
}

async function describe(hre: HardhatRuntimeEnvironment, connection: NetworkConnection): Promise<Chain> {
  const { ethers, provider } = connection;
  const id = Number(await provider.request({ method: "eth_chainId" }));
  const local = id === LOCAL_CHAIN ? await localServices(connection) : undefined;
  const first = (await provider.request({ method: "eth_getBlockByNumber", params: ["0x0", false] })) as {
    hash: string;
  } | null;
  if (first === null)
    throw new TaskFailure("The node does not give the chain's first block, by which a chain is told from others.", {
      remedy: "name a node that keeps all blocks, with --network",
    });
  return {
    hre,
    connection,
    ethers,
    id,
    identity: local?.instance ?? first.hash,
    local: local?.services,
    signer: (from = "0") => signerOf(ethers, from),
    [Symbol.asyncDispose]: () => connection.close(),
  };
}

/**
 * Undefined on every chain that is not a local network of this project. Only asked for on a chain with a local network's id: what a public
 * node answered would say where LINK goes, and which records are over.
 */
async function localServices({ provider }: NetworkConnection): Promise<LocalServices | undefined> {
  try {
    return (await provider.request({ method: SERVICES_METHOD })) as LocalServices;
  } catch {
    return undefined;
  }
}

async function signerOf(ethers: HardhatEthers, from: string): Promise<HardhatEthersSigner> {
  const signers = await ethers.getSigners();
  const found = /^\d+$/.test(from)
    ? signers[Number(from)]
    : signers.find(({ address }) => address.toLowerCase() === from.toLowerCase());
  if (found !== undefined) return found;
  if (signers.length === 0)
    throw new TaskFailure("No account can sign on this network.", {
      remedy: "npx --no hardhat keystore set IMAGO_KEY   (then name it in hardhat.config.ts, see docs/operating.md)",
    });
  throw wrongInput(
    `--from ${from} is none of this network's ${signers.length} accounts; give a number from 0 or an address.`,
  );
}

/**
 * Chainlink's services of a chain.
 *
 * @throws TaskFailure on a chain without a Functions DON, which is every public one
 */
export function requireServices(chain: Chain, recorded: Services | undefined): Services {
  const services = chain.local ?? recorded;
  if (services !== undefined) return services;
  throw new TaskFailure(
    `Chain ${chain.id} has no Functions DON: Chainlink ended its hosted ones in June 2026, and every public chain is without.`,
    { remedy: "npx --no hardhat network serve   (then the same command with --network localhost)" },
  );
}
