/** One environment, one shutdown: a chain, the real Chainlink contracts on it, the nodes, Automation. */
import { Wallet, id } from "ethers";

import type { Aggregation } from "../node/aggregation.ts";
import { Automation } from "./automation.ts";
import { Chain, type Connection } from "./chain.ts";
import { type SubscriptionOptions, type UpkeepOptions, openSubscription, openUpkeep } from "./chainlink/accounts.ts";
import { Deployer } from "./chainlink/deployer.ts";
import { type Chainlink, deployChainlink } from "./chainlink/deployment.ts";
import { Don } from "./don.ts";
import { Finalizers } from "./finalizers.ts";
import { callbackGasOf } from "./fulfilment.ts";
import { type NodeHandle, createNodes } from "./nodes.ts";
import { type NetworkOptions, type Settings, resolveOptions } from "./options.ts";
import { localMethods } from "./local-methods.ts";
import { serve } from "./serve.ts";
import { createTempFolder, removeTempFolder } from "./temp-folder.ts";

type Account = Awaited<ReturnType<Connection["ethers"]["getSigners"]>>[number];

/** A running network. See {@link startLocalNetwork}. */
export interface LocalNetwork extends AsyncDisposable {
  readonly ethers: Connection["ethers"];
  readonly provider: Connection["provider"];
  readonly connection: Connection;
  readonly accounts: {
    readonly deployer: Account;
    readonly users: readonly Account[];
    readonly transmitters: readonly Account[];
  };
  readonly chainlink: Chainlink;
  readonly nodes: readonly NodeHandle[];
  readonly don: Don;
  readonly automation: Automation;
  /** Unix seconds that the next block will carry. */
  readonly time: number;
  /** Moves the clock forward to `unixSeconds` and mines a block. */
  setTime(unixSeconds: number): Promise<void>;
  /** Accepts the terms of service for `owner` if need be; returns the subscription's id. */
  createSubscription(options: SubscriptionOptions): Promise<bigint>;
  registerUpkeep(options: UpkeepOptions): Promise<{ id: bigint; forwarder: string }>;
  /**
   * Remembers chain and DON as they are. What it returns undoes all later blocks, any number of times; the clock goes back with them, or goes on
   * as in a reorganisation.
   */
  checkpoint(): Promise<(clock: "goes back" | "goes on") => Promise<void>>;
  /** How the nodes make one value of several from now on, as the DON's off-chain configuration says it. */
  setAggregation(aggregation: Aggregation): Promise<void>;
  /** Gas of the callback in a transmission, exactly as the router measured and billed it. */
  callbackGasOf(transactionHash: string): Promise<number>;
  /** Answers JSON-RPC on 127.0.0.1 and lets time run; port 0 chooses one. Ends with the network. */
  serve(
    port: number,
    options?: { readonly blockSeconds?: number },
  ): Promise<{ readonly url: string; stop(): Promise<void> }>;
  /** Ends everything; leaves no process, port or temp file. More than once does no harm. */
  stop(): Promise<void>;
}

/** Unlocked accounts besides the transmitters. */
const USER_ACCOUNTS = 20;

/**
 * Starts a complete local Chainlink network in and below this process.
 *
 * @example
 * await using network = await startLocalNetwork({ initialTime: 1_199_145_600 });
 * @throws RangeError for options that cannot be; whatever else goes wrong is thrown after everything begun has been ended
 */
export async function startLocalNetwork(options: NetworkOptions = {}): Promise<LocalNetwork> {
  const settings = resolveOptions(options);
  const finalizers = new Finalizers();
  try {
    return await start(settings, finalizers);
  } catch (error) {
    await finalizers.run();
    throw error;
  }
}

async function start(settings: Settings, finalizers: Finalizers): Promise<LocalNetwork> {
  const { nodes: count, f, aggregation, seed, log } = settings;
  const { chain, nodes } = await begin(settings, finalizers);
  const accounts = await accountsOf(chain);
  const termsSigner = new Wallet(id(`${seed}/terms-of-service`));
  const oracles = {
    signers: nodes.map(({ signer }) => signer),
    transmitters: accounts.transmitters.map(({ address }) => address),
  };
  const deployer = new Deployer(chain.connection.ethers, accounts.deployer);
  const { chainlink, ...digests } = await deployChainlink(settings, deployer, termsSigner, oracles);
  const configure = async (chosen: Aggregation): Promise<void> => {
    await Promise.all(nodes.map((node) => node.configure({ nodes: count, f, aggregation: chosen, ...digests })));
  };
  await configure(aggregation);
  log(`local network: ${count} nodes, f = ${f}, ${aggregation}`);
  return assemble({ chain, nodes, accounts, chainlink, termsSigner, f, configure, finalizers });
}

/** The chain and the nodes, which need nothing of each other yet. */
async function begin(settings: Settings, finalizers: Finalizers): Promise<{ chain: Chain; nodes: NodeHandle[] }> {
  const folder = await createTempFolder();
  finalizers.add(() => removeTempFolder(folder));
  const nodes = await createNodes(settings, folder);
  finalizers.add(async () => void (await Promise.all(nodes.map((node) => node.stop()))));
  const { initialTime, gasPrice } = settings;
  const starting = Chain.start({ initialTime, gasPrice, accounts: USER_ACCOUNTS + nodes.length });
  finalizers.add(async () => (await starting).stop());
  const [chain] = await settleAll([starting, ...nodes.map((node) => node.start())] as const);
  return { chain, nodes };
}

async function accountsOf({ connection }: Chain): Promise<LocalNetwork["accounts"]> {
  const signers = await connection.ethers.getSigners();
  const [deployer] = signers;
  if (deployer === undefined) throw new Error("The chain has no unlocked accounts.");
  return { deployer, users: signers.slice(1, USER_ACCOUNTS), transmitters: signers.slice(USER_ACCOUNTS) };
}

interface Parts extends Pick<LocalNetwork, "nodes" | "accounts" | "chainlink"> {
  readonly chain: Chain;
  readonly termsSigner: Wallet;
  readonly f: number;
  readonly configure: (aggregation: Aggregation) => Promise<void>;
  readonly finalizers: Finalizers;
}

function assemble({ chain, nodes, accounts, chainlink, termsSigner, f, configure, finalizers }: Parts): LocalNetwork {
  const { coordinator, registry } = chainlink;
  const services = { contracts: chainlink, treasury: accounts.deployer };
  const shared = { chain, nodes, transmitters: accounts.transmitters.map(({ address }) => address), f };
  const stop = (): Promise<void> => finalizers.run();
  const don = new Don({ ...shared, coordinator: String(coordinator.target) });
  return {
    ethers: chain.connection.ethers,
    provider: chain.connection.provider,
    connection: chain.connection,
    accounts,
    chainlink,
    nodes,
    don,
    automation: new Automation({ ...shared, registry: String(registry.target) }),
    get time() {
      return chain.time;
    },
    setTime: (unixSeconds) => chain.setTime(unixSeconds),
    createSubscription: (subscription) => openSubscription(services, termsSigner, subscription),
    registerUpkeep: (upkeep) => openUpkeep(services, upkeep),
    checkpoint: async () => {
      const [undoBlocks, forgetRequests] = [await chain.checkpoint(), don.checkpoint()];
      return async (clock) => {
        await undoBlocks(clock);
        forgetRequests();
      };
    },
    setAggregation: configure,
    callbackGasOf: (transactionHash) => callbackGasOf(chain, transactionHash),
    serve: async (port, { blockSeconds = 2 } = {}) => {
      const server = await serve(chain, port, blockSeconds, localMethods({ chainlink, termsSigner }));
      finalizers.add(() => server.stop());
      return server;
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

/** As Promise.all, but a failure is thrown only when all have settled, so that nothing begins behind the shutdown's back. */
async function settleAll<T extends readonly Promise<unknown>[]>(
  promises: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
