/** Reads one program: what it shows, where its requests stand, its collection. */
import { decodeVocabulary } from "../../functions-source/content/readVocabulary.ts";
import type { ProgramRecord } from "../common/record.ts";
import { type Studio, collectionOf } from "../common/studio.ts";
import { type At, orUndefined } from "./at.ts";
import type { CollectionReading, LineConfigReading, LineReading, ProgramReading } from "./reading.ts";

const RUNGS = ["fresh", "stale", "fallback"] as const;
const PHASES = ["plain", "first", "candidate"] as const;

export async function readProgram(
  studio: Studio,
  at: At,
  name: string,
  program: ProgramRecord,
): Promise<ProgramReading> {
  const { ledger } = studio;
  const { id } = program;
  const [status, ask, line, config, collection] = await Promise.all([
    ledger.statusOf(id, at),
    ledger.ask(id, at),
    readLine(studio, at, id),
    readConfig(studio, at, id),
    readCollection(studio, at, program),
  ]);
  // The look is in the words of the version that evolved last; everything else is as the version in force has it.
  const [terms, { vocabulary }] = await Promise.all([
    ledger.termsOf(id, ask.version, at),
    ledger.termsOf(id, status.version, at),
  ]);
  const state = Number(status.state);
  return {
    ...{ name, id, line, config, collection },
    version: Number(ask.version),
    sourceHash: terms.sourceHash,
    schedule: {
      anchor: Number(terms.anchor),
      periodLength: Number(terms.periodLength),
      settleDelay: Number(terms.settleDelay),
      staleAfter: Number(terms.staleAfter),
      fallbackAfter: Number(terms.fallbackAfter),
    },
    state: { number: state, name: decodeVocabulary(vocabulary).states[state] ?? String(state) },
    rung: RUNGS[Number(status.rung)]!,
    paused: status.paused,
    evolutions: Number(status.evolutions),
    settledPeriod: status.evolutions === 0n ? undefined : Number(status.settledPeriod),
    ask: { period: Number(ask.period), dueAt: Number(ask.dueAt), due: ask.due },
  };
}

async function readLine({ consumer }: Studio, at: At, id: number): Promise<LineReading | undefined> {
  const line = await orUndefined(consumer.lineOf(id, at));
  return (
    line && {
      pending: line.pending,
      byStranger: line.byStranger,
      period: Number(line.period),
      sentAt: Number(line.sentAt),
      retryAt: Number(line.retryAt),
      attempts: Number(line.attempts),
      publicAttempts: Number(line.publicAttempts),
      confirmAttempts: Number(line.confirmAttempts),
      phase: PHASES[Number(line.phase)]!,
    }
  );
}

async function readConfig({ consumer }: Studio, at: At, id: number): Promise<LineConfigReading | undefined> {
  const found = await orUndefined(consumer.configOf(id, at));
  if (found === undefined) return undefined;
  const { config, version } = found;
  const { sourceHash, subscriptionId, maxGasPrice, confirm } = config;
  return {
    ...{ sourceHash, subscriptionId, maxGasPrice, confirm },
    version: Number(version),
    requestTimeout: Number(config.requestTimeout),
    backoff: Number(config.backoff),
    grace: Number(config.grace),
    maxAttempts: Number(config.maxAttempts),
  };
}

async function readCollection(studio: Studio, at: At, program: ProgramRecord): Promise<CollectionReading> {
  const collection = await collectionOf(studio, program);
  const [name, symbol, supply, maxSupply, price] = await Promise.all([
    collection.name(at),
    collection.symbol(at),
    collection.totalSupply(at),
    collection.MAX_SUPPLY(at),
    collection.PRICE(at),
  ]);
  return {
    ...{ address: program.collection, name, symbol, price },
    supply: Number(supply),
    maxSupply: Number(maxSupply),
  };
}
