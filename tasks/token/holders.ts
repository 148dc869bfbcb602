/** What holders had said to an evolution: the tally in the request on chain, next to what their contract says. */
import { ZeroAddress, dataSlice, dataLength } from "ethers";

import { decodeTail } from "../../functions-source/content/tail.ts";
import { decodeTally, tellTally } from "../../functions-source/content/tally.ts";
import type { Studio } from "../common/studio.ts";
import { tallyAt } from "../program/holders.ts";
import { type Finding, compare } from "./finding.ts";
import type { Settled } from "./evidence.ts";
import type { Origin } from "./origin.ts";

/** `docs/formats.md`: the tail ends a request, but for one byte. */
const TAIL = 106;
const AFTER = 1;

/**
 * @param program its number in the ledger
 * @returns undefined for an evolution of a program that did not listen then, or that came through another consumer
 */
export async function checkHolders(
  studio: Studio,
  program: number,
  { log, period, evolved }: Settled,
  { request }: Origin,
): Promise<Finding | undefined> {
  const { consumer, record } = studio;
  if (request === undefined) return undefined;
  const asked = (
    await studio.services.router.queryFilter(
      studio.services.router.filters.RequestStart(request),
      record.startBlock,
      log.blockNumber,
    )
  ).at(-1);
  if (asked === undefined) return undefined;
  const changes = await consumer.queryFilter(
    consumer.filters.SignalsChanged(program),
    record.startBlock,
    asked.blockNumber,
  );
  const source = changes.at(-1)?.args.signals ?? ZeroAddress;
  if (source === ZeroAddress) return undefined;
  const said = interactionsIn(asked.args.data);
  const subject = `holders of evolution ${evolved!.index}`;
  const words = tellTally(decodeTally(said));
  const missed = await consumer.queryFilter(
    consumer.filters.TallyMissed(program, period),
    record.startBlock,
    asked.blockNumber,
  );
  if (missed.length > 0 && said === 0n) return compare(subject, true, "their contract failed, so nobody was heard", "");
  const counted = await tallyAt(studio, source, { program, period });
  return compare(
    subject,
    counted === said,
    `the request carried ${words}, as their contract counted`,
    `the request carried ${words}, their contract counted ${counted === undefined ? "nothing" : tellTally(decodeTally(counted))}`,
  );
}

function interactionsIn(request: string): bigint {
  const end = dataLength(request) - AFTER;
  return decodeTail(dataSlice(request, end - TAIL, end))[7];
}
