/**
 * What a deployment spends, priced by Chainlink's own contracts at the gas price of now. Both prices are what has to be there, not what will be
 * taken: a coordinator blocks its estimate and charges what the answer used, a registry wants its maximum and charges what was performed. So
 * balances last at least as long as is said here.
 */
import type { EvolutionLedger, FunctionsConsumer } from "../../types/ethers-contracts/index.ts";
import type { ServiceContracts } from "./services.ts";

/** What costs are read from; a `Studio` is one. */
export interface Books {
  readonly services: ServiceContracts;
  readonly consumer: FunctionsConsumer;
  readonly ledger: EvolutionLedger;
}

/** What one program spends in a period in which nothing has to be repeated. */
export interface LineCost {
  /** In the ledger. */
  readonly program: number;
  /** The Functions subscription that its requests are paid from. */
  readonly subscriptionId: bigint;
  /** Seconds. */
  readonly periodLength: number;
  /** A paused program spends nothing. */
  readonly active: boolean;
  /** 2 where an evolution has to be confirmed, otherwise 1. */
  readonly requests: number;
  /** Juels that one request blocks until it is answered. */
  readonly requestJuels: bigint;
}

/** What several programs spend together in the longest of their periods. */
export interface Burn {
  readonly juels: bigint;
  /** Seconds; 0 when no program is active. */
  readonly periodLength: number;
}

/** Gas of `performUpkeep` with one request, rounded up: the bar that the bench holds for a source of 6,000 bytes. */
export const REQUEST_GAS = 325_000;
const CONDITION_TRIGGER = 0;

/** Wei a unit of gas, as the chain's node proposes it. */
export async function presentGasPrice({ coordinator }: Pick<ServiceContracts, "coordinator">): Promise<bigint> {
  const { gasPrice } = await coordinator.runner!.provider!.getFeeData();
  if (gasPrice === null) throw new Error("The chain's node names no gas price.");
  return gasPrice;
}

/**
 * Juels that a request for a program blocks when it is sent: the coordinator's own estimate.
 *
 * @param gasPrice wei a unit of gas of the transaction that sends it
 * @throws Error of the router when it allows less callback gas than the consumer asks for
 */
export async function requestCost(
  { coordinator }: Pick<ServiceContracts, "coordinator">,
  consumer: FunctionsConsumer,
  { program, gasPrice }: { readonly program: number; readonly gasPrice: bigint },
): Promise<bigint> {
  const [data, callbackGas, { config }] = await Promise.all([
    consumer.requestData(program),
    consumer.CALLBACK_GAS(),
    consumer.configOf(program),
  ]);
  return coordinator.estimateCost(config.subscriptionId, data, callbackGas, gasPrice);
}

/** What each program that the consumer asks for spends. */
export async function lineCosts({ services, consumer, ledger }: Books): Promise<LineCost[]> {
  const [gasPrice, programs] = await Promise.all([presentGasPrice(services), consumer.lines()]);
  return Promise.all(
    programs.map(async (id): Promise<LineCost> => {
      const program = Number(id);
      const [{ config }, { paused, version }, requestJuels] = await Promise.all([
        consumer.configOf(program),
        ledger.statusOf(program),
        requestCost(services, consumer, { program, gasPrice }),
      ]);
      const { periodLength } = await ledger.termsOf(program, version);
      return {
        program,
        subscriptionId: config.subscriptionId,
        periodLength: Number(periodLength),
        active: !paused,
        requests: config.confirm ? 2 : 1,
        requestJuels,
      };
    }),
  );
}

/** What a subscription spends in a period over all active programs that it pays for. */
export function subscriptionBurn(lines: readonly LineCost[], subscriptionId: bigint): Burn {
  return burn(
    lines.filter((line) => line.subscriptionId === subscriptionId),
    ({ requests, requestJuels }) => BigInt(requests) * requestJuels,
  );
}

/** What an upkeep spends in a period over all active programs, each performed for by itself. */
export function upkeepBurn(lines: readonly LineCost[], performJuels: bigint): Burn {
  return burn(lines, ({ requests }) => BigInt(requests) * performJuels);
}

function burn(lines: readonly LineCost[], juelsOf: (line: LineCost) => bigint): Burn {
  const active = lines.filter((line) => line.active);
  const periodLength = Math.max(0, ...active.map((line) => line.periodLength));
  const juels = active.map((line) => juelsOf(line) * BigInt(Math.ceil(periodLength / line.periodLength)));
  return { juels: juels.reduce((sum, one) => sum + one, 0n), periodLength };
}

/** Juels that the registry takes at its own gas price for performing one request. */
export async function performCost({ registry }: Pick<ServiceContracts, "registry">): Promise<bigint> {
  const [most, { config }] = await Promise.all([
    registry.getMaxPaymentForGas(CONDITION_TRIGGER, REQUEST_GAS),
    registry.getState(),
  ]);
  // The registry's maximum is at a multiple of that price.
  return most / config.gasCeilingMultiplier;
}

/**
 * How many whole periods an amount lasts at least.
 *
 * @returns undefined when no program is active, so that nothing is spent
 */
export function periodsLeft(juels: bigint, { juels: perPeriod }: Burn): number | undefined {
  if (perPeriod === 0n) return undefined;
  return juels < 0n ? 0 : Number(juels / perPeriod);
}
