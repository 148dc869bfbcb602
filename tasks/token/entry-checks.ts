/** Whether an entry of the history is what its document, its digests and its event say, and was allowed when it came. */
import { toUtf8String } from "ethers";

import { toContentId } from "../../functions-source/content/contentId.ts";
import { decodeVocabulary } from "../../functions-source/content/readVocabulary.ts";
import { mayMove } from "../program/changes.ts";
import { readHeader } from "../program/header.ts";
import { endOf } from "../program/standing.ts";
import { factor, moment, short } from "../program/words.ts";
import { type Finding, attempt, compare } from "./finding.ts";
import { type Case, digestOf, rebuild } from "./rebuild.ts";
import { vocabularyIn } from "./version-checks.ts";

export function checkEntry(one: Case): Finding[] {
  const of = ` of evolution ${one.evidence.index}`;
  const judges: readonly (readonly [string, (subject: string, one: Case) => Finding])[] = [
    ["document", checkDocument],
    ["digest", checkDigest],
    ["content id", checkContentId],
    ["event", checkEvent],
    ["move", checkMove],
    ["bounds", checkBounds],
  ];
  return judges.map(([what, judge]) => attempt(what + of, () => judge(what + of, one)));
}

function checkDocument(subject: string, one: Case): Finding {
  const document = rebuild(one);
  return compare(
    subject,
    document === textOf(one.evidence.document),
    `rebuilt here: ${document.length} bytes, the same as the ledger's`,
    "rebuilt here it differs from the ledger's",
  );
}

function textOf(bytes: string): string | undefined {
  try {
    return toUtf8String(bytes);
  } catch {
    return undefined;
  }
}

function checkDigest(subject: string, one: Case): Finding {
  const digest = digestOf(rebuild(one));
  return compare(
    subject,
    digest === one.evidence.digest,
    `the sha-256 of that is the ledger's, ${short(digest)}`,
    `${short(digest)} rebuilt here, ${short(one.evidence.digest)} in the ledger`,
  );
}

function checkContentId(subject: string, one: Case): Finding {
  const id = toContentId(digestOf(rebuild(one)));
  return compare(
    subject,
    id === one.evidence.contentId,
    id,
    `${id} rebuilt here, ${one.evidence.contentId} in the ledger`,
  );
}

/** The event was written when the answer was accepted, and no later transaction can touch it. */
function checkEvent(subject: string, one: Case): Finding {
  const { evidence, settled, program } = one;
  const { entry, place, eventTime } = evidence;
  const evolved = place === undefined ? undefined : settled[place]!.evolved;
  if (evolved === undefined) return compare(subject, false, "", "no Evolved event tells of it");
  const said = readHeader(evolved.header);
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ["program", said.program, BigInt(program)],
    ["version", said.version, entry.version],
    ["period", said.period, entry.period],
    ["state", said.state, entry.state],
    ["traits", said.traits, entry.traits],
    ["multiplier", said.multiplier, entry.multiplier],
    ["decider", said.decider, entry.decider],
    ["reading", evolved.reading, entry.reading],
    ["time", BigInt(eventTime!), entry.settledAt],
    ["digest", evolved.contentDigest, digestOf(rebuild(one))],
  ];
  const different = pairs.filter(([, before, now]) => before !== now);
  return compare(
    subject,
    different.length === 0,
    `Evolved, block ${settled[place!]!.log.blockNumber}, says the same fields and digest`,
    different.map(([what, before, now]) => `the event says ${what} ${shown(before)}, not ${shown(now)}`).join("; "),
  );
}

function shown(value: unknown): string {
  return short(String(value));
}

/** By the ledger's rule: from the last state, or from the preset's at first, after a fallback and under a new version. */
function checkMove(subject: string, { evidence, version, settled }: Case): Finding {
  const { entry, place } = evidence;
  const { terms } = version;
  const { states } = decodeVocabulary(vocabularyIn(version));
  const earlier = settled.slice(0, place ?? 0);
  const last = earlier.findLast(({ evolved }) => evolved)?.evolved;
  const before = last && readHeader(last.header);
  const fellBack = earlier.length > 0 && entry.period >= earlier.at(-1)!.period + terms.fallbackAfter;
  const goesOn = before !== undefined && before.version === entry.version && !fellBack;
  const from = Number(goesOn ? before.state : terms.preset.state);
  const move = `${goesOn ? "" : "the preset's "}${states[from]} to ${states[Number(entry.state)]}`;
  return compare(
    subject,
    mayMove(terms, from, Number(entry.state)),
    `from ${move}, which the terms allow`,
    `from ${move}, which the terms do not allow`,
  );
}

function checkBounds(subject: string, { evidence: { entry }, version: { terms } }: Case): Finding {
  const { minMultiplier, maxMultiplier, settleDelay } = terms;
  const final = endOf(terms, entry.period) + Number(settleDelay);
  const bounds = `${factor(minMultiplier)} to ${factor(maxMultiplier)}`;
  if (entry.multiplier < minMultiplier || entry.multiplier > maxMultiplier)
    return compare(subject, false, "", `the multiplier ${factor(entry.multiplier)} lies outside ${bounds}`);
  return compare(
    subject,
    Number(entry.settledAt) >= final,
    `${factor(entry.multiplier)} lies within ${bounds}; its data was final before`,
    `settled ${moment(entry.settledAt)}, before its data was final`,
  );
}
