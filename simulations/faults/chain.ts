/** Faults of the chain and of the services' contracts on it. */
import type { RoundOptions } from "../network/index.ts";
import { drainSubscription, drainUpkeep, topUpSubscription, topUpUpkeep } from "./balances.ts";
import { type ChainFault, type Environment, type Lift, once } from "./fault.ts";
import { timeOut, timeOutExpired } from "./timeouts.ts";

const GWEI = 10n ** 9n;
/** Ten times the local network's price, far above the 40 % that the coordinator estimates in addition. */
const DEAR = 20n * GWEI;
/** Beyond the 300 s that a DON has to answer. */
const LATE_SECONDS = 400;
/** Enough to check signatures, too little for the callback. */
const SCANT_GAS = 250_000;
/** Below what the consumer asks for. */
const LOW_CALLBACK_CAP = 100_000;
const UPKEEP_GAS = 1_500_000;
const UPKEEP_JUELS = 100n * 10n ** 18n;

type Act = (environment: Environment) => Promise<Lift>;

const list: readonly (readonly [id: string, sentence: string, act: Act])[] = [
  ["gas-jump", "gas becomes ten times dearer between request and answer", rounds({ gasPrice: DEAR })],
  ["report-late", "every report is stuck for 400 s", rounds({ delaySeconds: LATE_SECONDS })],
  ["report-timed-out", "every report is stuck until its request has been timed out", reportTimedOut],
  ["report-twice", "every report is transmitted twice", rounds({ repeated: "again" })],
  ["reports-in-one-block", "two transmitters put the same report into one block", rounds({ repeated: "together" })],
  ["reorganisation", "the block of every report is replaced by another", rounds({ repeated: "reorganised" })],
  ["callback-gas-low", "reports come with too little gas for the callback", rounds({ gas: SCANT_GAS })],
  ["callback-cap-low", "the router allows less callback gas than the consumer asks for", callbackCap],
  ["subscription-drained", "the subscription is empty", draining(drainSubscription, topUpSubscription)],
  ["upkeep-drained", "the upkeep is empty", draining(drainUpkeep, topUpUpkeep)],
  ["upkeep-cancelled", "the upkeep is cancelled", upkeepCancelled],
  ["consumer-removed", "the consumer is no longer on the subscription", consumerRemoved],
  ["router-paused", "the router is paused, which stops requests and answers; a coordinator has no pause", routerPaused],
  ["allow-list-closed", "the subscription's owner is blocked by the terms of service", allowListClosed],
];

export const chainFaults: readonly ChainFault[] = list.map(([id, sentence, act]) => ({
  id,
  sentence,
  strikes: "chain",
  apply: act,
}));

function rounds(conditions: RoundOptions): Act {
  return async ({ network }) => once(network.don.disturb(conditions));
}

async function reportTimedOut(environment: Environment): Promise<Lift> {
  const meanwhile: RoundOptions["meanwhile"] = ({ commitment }) => timeOut(environment, commitment);
  return once(environment.network.don.disturb({ delaySeconds: LATE_SECONDS, meanwhile }));
}

async function callbackCap({ network }: Environment): Promise<Lift> {
  const { router } = network.chainlink;
  const config = (await router.getFunction("getConfig").staticCall()).toObject() as Record<string, unknown>;
  const set = async (maxCallbackGasLimits: unknown): Promise<void> => {
    await (await router.getFunction("updateConfig").send({ ...config, maxCallbackGasLimits })).wait();
  };
  const limits = [...(config.maxCallbackGasLimits as Iterable<bigint>)];
  await set(limits.map(() => LOW_CALLBACK_CAP));
  return once(() => set(limits));
}

function draining(
  drain: (environment: Environment) => Promise<void>,
  topUp: (environment: Environment) => Promise<void>,
): Act {
  return async (environment) => {
    await drain(environment);
    return once(() => topUp(environment));
  };
}

/** A cancelled upkeep does not come back: lifting registers a new one in its place. */
async function upkeepCancelled({ network, deployment }: Environment): Promise<Lift> {
  const { consumer, upkeep } = deployment;
  await (await network.chainlink.registry.getFunction("cancelUpkeep").send(upkeep.id)).wait();
  return once(async () => {
    const target = await consumer.getAddress();
    const admin = network.accounts.deployer;
    const { forwarder } = await network.registerUpkeep({ target, gasLimit: UPKEEP_GAS, admin, juels: UPKEEP_JUELS });
    await (await consumer.setPerformer(forwarder, true)).wait();
  });
}

/** The router removes no consumer that still has requests, so those that expired are timed out first. */
async function consumerRemoved(environment: Environment): Promise<Lift> {
  const { network, deployment } = environment;
  await timeOutExpired(environment);
  const { router } = network.chainlink;
  const place = [deployment.subscriptionId, await deployment.consumer.getAddress()] as const;
  await (await router.getFunction("removeConsumer").send(...place)).wait();
  return once(async () => void (await (await router.getFunction("addConsumer").send(...place)).wait()));
}

async function routerPaused({ network }: Environment): Promise<Lift> {
  const { router } = network.chainlink;
  await (await router.getFunction("pause").send()).wait();
  return once(async () => void (await (await router.getFunction("unpause").send()).wait()));
}

async function allowListClosed({ network }: Environment): Promise<Lift> {
  const { allowList } = network.chainlink;
  const { address } = network.accounts.deployer;
  await (await allowList.getFunction("blockSender").send(address)).wait();
  return once(async () => void (await (await allowList.getFunction("unblockSender").send(address)).wait()));
}
