/** What contract tests share: production Chainlink contracts, the protocol on them, and a DON reduced to its last step, the router's callback. */
import { type Connection, impersonateAccount, setBalance } from "./rpc.ts";
import hre from "hardhat";
import { type Contract, type Signer, Wallet, id, keccak256, toUtf8Bytes } from "ethers";

import { openSubscription } from "../../simulations/network/chainlink/accounts.ts";
import { Deployer, transact } from "../../simulations/network/chainlink/deployer.ts";
import { DON_ID, configureCoordinator, deployFunctions } from "../../simulations/network/chainlink/functions.ts";
import { guarded, roles, selectors } from "../../ignition/roles.ts";
import { DAY, SETTLE_DELAY, SOURCE, terms } from "./sample.ts";

/** Where the tests' time begins: the beginning of period 14,000. */
export const FIRST_PERIOD = 14_000;
export const LINK = 10n ** 18n;
export const line = {
  maxGasPrice: 50_000_000_000n,
  requestTimeout: 300,
  backoff: 600,
  grace: 3_600,
  maxAttempts: 3,
  confirm: false,
};

export type Protocol = Awaited<ReturnType<typeof deployProtocol>>;

export interface ProtocolOptions {
  /** The chain to deploy on, at the beginning of period 14,000. Default: a new one. */
  readonly connection?: Connection;
  /** Deploys the Chainlink contracts. Default: as the production compiler built them. */
  readonly chainlink?: (ethers: Connection["ethers"], signer: Signer) => Deployer;
}

const newChain = (): Promise<Connection> =>
  hre.network.create({
    network: "default",
    override: { initialDate: new Date(FIRST_PERIOD * DAY * 1_000), allowBlocksWithSameTimestamp: true },
  });

/** The same key for the same name, so that measurements can be repeated. */
const wallet = (name: string): Wallet => new Wallet(id(`protocol/${name}`));

/** A chain of its own with everything on it; program 1 is registered, configured and not yet due. */
export async function deployProtocol(options: ProtocolOptions = {}) {
  const connection = options.connection ?? (await newChain());
  const { ethers, provider } = connection;
  const [deployer, performer, stranger, guardian, alice, bob] = await ethers.getSigners();
  if (!deployer || !performer || !stranger || !guardian || !alice || !bob) throw new Error("too few accounts");

  const chainlink = options.chainlink?.(ethers, deployer) ?? new Deployer(ethers, deployer);
  const link = await chainlink.deploy("linkToken");
  await transact(link, "grantMintRole", deployer.address);
  await transact(link, "mint", deployer.address, 10n ** 24n);
  const termsSigner = wallet("terms of service");
  const functions = await deployFunctions(chainlink, link, termsSigner);
  const oracles = Array.from({ length: 4 }, (_, node) => ({
    signer: wallet(`signer ${node}`),
    transmitter: wallet(`transmitter ${node}`),
  }));
  const configDigest = await configureCoordinator(functions.coordinator, {
    signers: oracles.map(({ signer }) => signer.address),
    transmitters: oracles.map(({ transmitter }) => transmitter.address),
    f: 1,
  });

  const manager = await ethers.deployContract("AccessManager", [deployer]);
  const termsCheck = await ethers.deployContract("TermsCheck");
  const ledger = await ethers.deployContract("EvolutionLedger", [manager], {
    libraries: { TermsCheck: termsCheck },
  });
  const consumer = await ethers.deployContract("FunctionsConsumer", [manager, functions.router.target, DON_ID, ledger]);
  await manager.grantRole(roles.guardian, guardian, 0);
  await manager.grantRole(roles.curator, deployer, 0);
  await manager.grantRole(roles.manager, deployer, 0);
  await manager.setTargetFunctionRole(ledger, selectors(guarded.EvolutionLedger.curator), roles.curator);
  await manager.setTargetFunctionRole(ledger, selectors(guarded.EvolutionLedger.guardian), roles.guardian);
  await manager.setTargetFunctionRole(consumer, selectors(guarded.FunctionsConsumer.curator), roles.curator);
  await ledger.setConsumer(consumer, true);
  await consumer.setPerformer(performer, true);

  const subscriptionId = await openSubscription(
    { contracts: { ...functions, link }, treasury: deployer },
    termsSigner,
    {
      owner: deployer,
      consumers: [await consumer.getAddress()],
      juels: 100n * LINK,
    },
  );
  const sourceHash = keccak256(toUtf8Bytes(SOURCE));
  await consumer.storeSource(SOURCE);
  await ledger.registerProgram(terms());
  await consumer.configure(1, { sourceHash, subscriptionId, ...line });

  const router = await impersonateAccount(connection, String(functions.router.target));
  const time = async (): Promise<number> =>
    Number(
      ((await provider.request({ method: "eth_getBlockByNumber", params: ["latest", false] })) as { timestamp: string })
        .timestamp,
    );
  const setTime = async (seconds: number): Promise<void> => {
    await provider.request({ method: "evm_setNextBlockTimestamp", params: [seconds] });
    await provider.request({ method: "evm_mine", params: [] });
  };
  return {
    connection,
    ethers,
    provider,
    accounts: { deployer, performer, stranger, guardian, alice, bob, router },
    manager,
    link,
    functions: functions as typeof functions & { router: Contract },
    oracles,
    /** Of the coordinator's configuration; reports must name it. */
    configDigest,
    ledger,
    consumer,
    subscriptionId,
    sourceHash,
    time,
    setTime,
    setBalance: (address: string, wei: bigint) => setBalance(connection, address, wei),
    /** Second at which a period falls due. */
    dueAt: (period: number): number => (period + 1) * DAY + SETTLE_DELAY,
    close: () => connection.close(),
  };
}
