/** One environment, one shutdown: a chain, the real Chainlink contracts on it, the nodes, Automation. */
import { type Contract, Wallet, id } from "ethers";

import { Automation } from "./automation.ts";
import { Chain, type Connection } from "./chain.ts";
import {
  type SubscriptionOptions,
  type UpkeepOptions,
  createSubscription,
  encodeSecretsReference,
  registerUpkeep,
} from "./chainlink/accounts.ts";
import { type AutomationContracts, configureRegistry, deployAutomation } from "./chainlink/automation.ts";
import { Deployer, transact } from "./chainlink/deployer.ts";
import { DON_ID, type FunctionsContracts, configureCoordinator, deployFunctions } from "./chainlink/functions.ts";
import { Don } from "./don.ts";
import { Finalizers } from "./finalizers.ts";
import { callbackGasOf } from "./fulfilment.ts";
import { type NodeHandle, createNodes } from "./nodes.ts";
import { type NetworkOptions, type Settings, resolveOptions } from "./options.ts";
import { serve } from "./serve.ts";
import { createTempFolder, removeTempFolder } from "./temp-folder.ts";

type Account = Awaited<ReturnType<Connection["ethers"]["getSigners"]>>[number];

/** The production contracts. */
export interface Chainlink extends FunctionsContracts, AutomationContracts {
  readonly link: Contract;
  /** The DON's name in requests. */
  readonly donId: string;
  /** Bytes by which a request refers to the nodes' secrets, as DON-hosted secrets (location 2). */
  readonly secretsReference: string;
}

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
  const folder = await createTempFolder();
  finalizers.add(() => removeTempFolder(folder));
  const nodes = await createNodes(settings, folder);
  finalizers.add(async () => void (await Promise.all(nodes.map((node) => node.stop()))));
  const [chain] = await settleAll([startChain(settings, finalizers), ...nodes.map((node) => node.start())] as const);
  const ethers = chain.connection.ethers;
  const signers = await ethers.getSigners();
  const accounts = {
    deployer: signers[0]!,
    users: signers.slice(1, USER_ACCOUNTS),
    transmitters: signers.slice(USER_ACCOUNTS),
  };
  const termsSigner = new Wallet(id(`${settings.seed}/terms-of-service`));
  const { chainlink, digests } = await deploy(
    settings,
    new Deployer(ethers, accounts.deployer),
    termsSigner,
    nodes,
    accounts.transmitters,
  );
  const { nodes: count, f, aggregation } = settings;
  const functionsDigest = digests.functions;
  await Promise.all(
    nodes.map((node) =>
      node.configure({ nodes: count, f, aggregation, functionsDigest, automationDigest: digests.automation }),
    ),
  );
  const services = { link: chainlink.link, treasury: accounts.deployer };
  const transmitters = accounts.transmitters.map(({ address }) => address);
  const shared = { chain, nodes, transmitters, f };
  const don = new Don({
    ...shared,
    coordinator: String(chainlink.coordinator.target),
    router: String(chainlink.router.target),
  });
  const automation = new Automation({ ...shared, registry: String(chainlink.registry.target) });
  settings.log(`local network: ${count} nodes, f = ${f}, ${aggregation}`);
  const stop = (): Promise<void> => finalizers.run();
  return {
    ethers,
    provider: chain.connection.provider,
    connection: chain.connection,
    accounts,
    chainlink,
    nodes,
    don,
    automation,
    get time() {
      return chain.time;
    },
    setTime: (unixSeconds) => chain.setTime(unixSeconds),
    createSubscription: (subscription) => createSubscription(services, chainlink, termsSigner, subscription),
    registerUpkeep: async (upkeep) => {
      const registered = await registerUpkeep(services, chainlink, upkeep);
      automation.watch(registered.id);
      return registered;
    },
    callbackGasOf: (transactionHash) => callbackGasOf(chain, transactionHash),
    serve: async (port, { blockSeconds = 2 } = {}) => {
      const server = await serve(chain, port, blockSeconds);
      finalizers.add(() => server.stop());
      return server;
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

async function startChain({ initialTime, gasPrice, nodes }: Settings, finalizers: Finalizers): Promise<Chain> {
  const chain = await Chain.start({ initialTime, gasPrice, accounts: USER_ACCOUNTS + nodes });
  finalizers.add(() => chain.stop());
  return chain;
}

async function deploy(
  settings: Settings,
  deployer: Deployer,
  termsSigner: Wallet,
  nodes: readonly NodeHandle[],
  transmitterAccounts: readonly Account[],
): Promise<{ chainlink: Chainlink; digests: { functions: string; automation: string } }> {
  const { f, gasPrice } = settings;
  const manager = await deployer.signer.getAddress();
  const link = await deployer.deploy("linkToken");
  await transact(link, "grantMintRole", manager);
  await transact(link, "mint", manager, 10n ** 26n);
  const functions = await deployFunctions(deployer, link, termsSigner);
  const automation = await deployAutomation(deployer, { link, linkNativeFeed: functions.linkNativeFeed, gasPrice });
  const oracles = {
    signers: nodes.map(({ signer }) => signer),
    transmitters: transmitterAccounts.map(({ address }) => address),
    f,
  };
  const digests = {
    functions: await configureCoordinator(functions.coordinator, oracles),
    automation: await configureRegistry(automation, { ...oracles, gasPrice, manager }),
  };
  const secretsReference = encodeSecretsReference(settings.secretsReference);
  return { chainlink: { ...functions, ...automation, link, donId: DON_ID, secretsReference }, digests };
}

/** As Promise.all, but a failure is thrown only when all have settled, so that nothing begins behind the shutdown's back. */
async function settleAll<T extends readonly Promise<unknown>[]>(
  promises: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(promises);
  return (await Promise.all(promises)) as { -readonly [K in keyof T]: Awaited<T[K]> };
}
