/** A deployment as `status` reads it, on a day of spring 2012. */
import type { DeploymentReading, ProgramReading } from "../../../tasks/status/reading.ts";

const LINK = 10n ** 18n;
const NOBODY = `0x${"0".repeat(40)}`;
const address = (digit: string): string => `0x${digit.repeat(40)}`;
/** 2012-03-05 14:20 UTC. */
export const NOW = Date.UTC(2012, 2, 5, 14, 20) / 1_000;
const DAY = 86_400;

export function program(changes: Partial<ProgramReading> = {}): ProgramReading {
  return {
    name: "sp500",
    id: 1,
    version: 2,
    sourceHash: `0x${"ab".repeat(32)}`,
    schedule: { anchor: 0, periodLength: DAY, settleDelay: 3 * DAY, staleAfter: 2, fallbackAfter: 7 },
    state: { number: 2, name: "calm" },
    rung: "fresh",
    paused: false,
    evolutions: 3,
    settledPeriod: 15_400,
    ask: { period: 15_400, dueAt: NOW - 2 * 3_600, due: false },
    config: {
      version: 2,
      sourceHash: `0x${"ab".repeat(32)}`,
      subscriptionId: 1n,
      maxGasPrice: 50n * 10n ** 9n,
      requestTimeout: 300,
      backoff: 600,
      grace: 3_600,
      maxAttempts: 3,
      confirm: false,
    },
    line: {
      pending: false,
      byStranger: false,
      period: 15_400,
      sentAt: NOW - 2 * 3_600,
      retryAt: NOW - 3_600,
      attempts: 1,
      publicAttempts: 0,
      confirmAttempts: 0,
      phase: "plain",
    },
    collection: {
      address: address("5"),
      name: "Imago sp500",
      symbol: "IMAGO",
      supply: 12,
      maxSupply: 1_000,
      price: 10n ** 16n,
    },
    ...changes,
  };
}

export function reading(changes: Partial<DeploymentReading> = {}): DeploymentReading {
  return {
    chain: { id: 31_337, network: "localhost", local: true, block: 1_234, time: NOW, gasPrice: 2n * 10n ** 9n },
    contracts: { ledger: address("1"), consumer: address("2"), manager: address("3"), renderer: address("4") },
    prices: { usdPerLink: 15n * 10n ** 8n, weiPerLink: 6n * 10n ** 15n },
    subscription: {
      id: 1n,
      exists: true,
      balance: 49n * LINK,
      blocked: 0n,
      owner: address("6"),
      proposedOwner: NOBODY,
      consumers: [address("2")],
      requestCost: LINK / 5n,
      periodsLeft: 245,
    },
    upkeep: {
      id: 1_234_567_890_123_456_789_012_345n,
      forwarder: address("7"),
      target: address("2"),
      admin: address("6"),
      balance: 48n * LINK,
      minBalance: LINK,
      spent: LINK,
      performGas: 1_500_000,
      paused: false,
      cancelledAt: undefined,
      lastPerformedBlock: 1_200,
      mayPerform: true,
    },
    programs: [program()],
    ...changes,
  };
}
