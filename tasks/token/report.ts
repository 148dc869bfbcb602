/** The proof in words, and what it does not prove: docs/trust-model.md is its longer form. */
import type { Block } from "ethers";

import type { Studio } from "../common/studio.ts";
import { fold } from "../common/fold.ts";
import { endOf } from "../program/standing.ts";
import { dayOf, deciders, moment, readingOf } from "../program/words.ts";
import type { Token } from "./collection.ts";
import type { Finding } from "./finding.ts";
import type { Proof, Verified } from "./proof.ts";

interface Told {
  readonly token: Token;
  readonly block: Block;
  readonly proof: Proof;
  readonly unit: string | undefined;
}

const WIDTH = 80;
const BULLET = "  - ";

export async function report(studio: Studio, { token, block, proof, unit }: Told): Promise<string> {
  const { connection } = studio.chain;
  const all = [...proof.general, ...proof.entries.flatMap(({ findings }) => findings)];
  return [
    `token ${token.id} of ${token.name}, of ${token.owner}`,
    `read at block ${block.number}, ${moment(block.timestamp)}, through the node of "${connection.networkName}"`,
    "",
    findingTable(proof.general, ""),
    ...proof.entries.flatMap((entry) => entryLines(entry, unit)),
    "",
    ...(all.every(({ holds }) => holds) ? proven(proof) : ["Nothing is proven while something above does not hold."]),
    "",
    ...(await notProven(studio, token, proof)),
  ].join("\n");
}

function entryLines({ one, state, digest, findings, origin }: Verified, unit: string | undefined): string[] {
  const { index, entry } = one.evidence;
  const end = endOf(one.version.terms, entry.period);
  const by = deciders[Number(entry.decider)] === "model" ? "by the model" : "by rules";
  return [
    "",
    `evolution ${index}: ${state}, ${by}, for ${dayOf(end - Number(one.version.terms.periodLength))}`,
    `  at ${readingOf(entry.reading, unit)}`,
    ...(digest === undefined ? [] : [`  sha-256 ${digest}`]),
    ...(origin === undefined ? [] : [`  settled ${origin.transaction}`]),
    findingTable(findings, ` of evolution ${index}`),
  ];
}

/** @param known what all subjects end in, which the heading says */
function findingTable(findings: readonly Finding[], known: string): string {
  const named = findings.map(({ subject }) =>
    subject.endsWith(known) ? subject.slice(0, subject.length - known.length) : subject,
  );
  const longest = Math.max(...named.map(({ length }) => length));
  const lines = findings.flatMap(({ holds, words }, row) => {
    const begin = `  ${holds ? "ok " : "NOT"}  ${named[row]!.padEnd(longest)}  `;
    return fold(words, WIDTH - begin.length).map(
      (part, index) => (index === 0 ? begin : " ".repeat(begin.length)) + part,
    );
  });
  return lines.join("\n");
}

function proven({ shown, entries }: Proof): string[] {
  const shows =
    shown === undefined
      ? "What the token shows is the preset of the program's terms, which needs nobody."
      : `What the token shows is evolution ${shown} of the ledger's history and nothing else.`;
  return [
    "This proves:",
    ...wrapped(shows),
    ...(entries.length === 0
      ? []
      : wrapped(
          "State, traits, reading, multiplier and decider give this document, and no other has its content id. The ledger accepted them in their time, by a move that the terms allow, and has not changed them since.",
        )),
    ...wrapped("The source whose hash the terms commit to is stored on chain, whole; every request carries that text."),
  ];
}

async function notProven({ chain }: Studio, { collection }: Token, { entries }: Proof): Promise<string[]> {
  const locked = await collection.rendererLocked();
  const confirmed = entries.filter(({ origin }) => origin?.confirmed).length;
  const strange = entries.filter(({ origin }) => origin !== undefined && origin.request === undefined);
  const deciding = entries.some(({ one }) => deciders[Number(one.evidence.entry.decider)] === "model");
  return [
    "It does not prove:",
    ...(entries.length === 0
      ? []
      : wrapped("that a reading is true. Look it up at the providers that the program names.")),
    ...(deciding ? wrapped("that a model was asked, or was wise: `model` is the nodes' word.") : []),
    ...agreement(entries.length, confirmed),
    ...wrapped("that a DON was asked at all: an admin lets consumers in, and answers for them."),
    ...strange.flatMap(({ one }) =>
      wrapped(`Evolution ${one.evidence.index} came through another consumer than this one.`),
    ),
    ...(locked ? [] : wrapped("how it will be drawn: the manager may replace the renderer, which is not locked.")),
    ...wrapped(
      `that chain ${chain.id} says so everywhere: one node was asked. That the ledger cannot rewrite its history is read in its code.`,
    ),
  ];
}

function agreement(entries: number, confirmed: number): string[] {
  if (entries === 0) return [];
  if (confirmed === entries)
    return wrapped(
      "more agreement than a second round shows: at least one honest node, and two nodes at least, computed it.",
    );
  const which =
    confirmed === 0 ? "No second round confirmed it" : `A second round confirmed ${confirmed} of ${entries}`;
  return wrapped(`that nodes agreed. ${which}: where honest nodes differ, one node's answer can be delivered.`);
}

/** A point of a list within the terminal's width. */
function wrapped(text: string): string[] {
  return fold(text, WIDTH - BULLET.length).map((line, index) => (index === 0 ? BULLET : "    ") + line);
}
