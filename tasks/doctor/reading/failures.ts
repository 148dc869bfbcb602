/** What failed in a program's last periods, from the events of consumer and ledger. */
import type { Studio } from "../../common/studio.ts";
import { causeOf, dropped, reasons, textOf } from "../../evolution/answers.ts";
import type { ProgramReading } from "../../status/reading.ts";
import type { FailureReading } from "./reading.ts";

type Failed = Omit<FailureReading, "healed">;

export async function readFailures(
  studio: Studio,
  { id, ask }: ProgramReading,
  periods: number,
): Promise<FailureReading[]> {
  const first = ask.period - periods + 1;
  const [failed, settled] = await Promise.all([readFailed(studio, id), readSettled(studio, id)]);
  return failed
    .filter(({ period }) => period >= first)
    .map((failure) => ({ ...failure, healed: settled.has(failure.period) }));
}

async function readFailed(studio: Studio, id: number): Promise<Failed[]> {
  const { consumer, ledger, record } = studio;
  const { startBlock } = record;
  const [errored, unsent, broken, gone, rejected] = await Promise.all([
    consumer.queryFilter(consumer.filters.AnswerErrored(id), startBlock),
    consumer.queryFilter(consumer.filters.RequestFailed(id), startBlock),
    consumer.queryFilter(consumer.filters.LedgerFailed(id), startBlock),
    consumer.queryFilter(consumer.filters.CandidateDropped(id), startBlock),
    ledger.queryFilter(ledger.filters.AnswerRejected(id), startBlock),
  ]);
  const failed = (kind: Failed["kind"], reason: string, { period }: { readonly period: bigint }): Failed => ({
    ...{ kind, reason },
    period: Number(period),
  });
  return [
    ...errored.map(({ args }) => failed("errored", codeOf(args.err), args)),
    ...unsent.map(({ args }) => failed("request-failed", causeOf(studio, args.cause), args)),
    ...broken.map(({ args }) => failed("ledger-failed", "LedgerFailed", args)),
    ...gone.map(({ args }) => failed("candidate-dropped", dropped[Number(args.why)]!, args)),
    ...rejected.map(({ args }) => failed("rejected", reasons[Number(args.reason)]!, args)),
  ];
}

async function readSettled({ ledger, record }: Studio, id: number): Promise<Set<number>> {
  const [evolved, held] = await Promise.all([
    ledger.queryFilter(ledger.filters.Evolved(id), record.startBlock),
    ledger.queryFilter(ledger.filters.Held(id), record.startBlock),
  ]);
  return new Set([...evolved, ...held].map(({ args }) => Number(args.period)));
}

/** The code of an error text, `CODE:detail` (docs/error-codes.md); the whole of any other text. */
function codeOf(error: string): string {
  const text = textOf(error);
  return /^[A-Z_]+(?=:|$)/.exec(text)?.[0] ?? text;
}
