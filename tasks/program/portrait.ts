/** A program on a screen of 80 columns. */
import { formatEther } from "ethers";

import { termsOf } from "../../functions-source/registration.ts";
import { counted } from "../common/duration.ts";
import { formatCount } from "../common/money.ts";
import { facts, table } from "../common/table.ts";
import { mayMove, reference } from "./changes.ts";
import type { LocalFile } from "./file.ts";
import { tell } from "./holders.ts";
import type { Collection } from "./show.ts";
import { type Standing, nameTraits } from "./standing.ts";
import { factor, moment, readingOf, rungs, span } from "./words.ts";

export interface Sitter {
  readonly standing: Standing;
  readonly file: LocalFile;
  /** Of the stored source. */
  readonly bytes: number;
  readonly vocabularyAt: string;
  readonly collection: Collection;
}

const WIDTH = 80;
const GWEI_DECIMALS = 9;

export function portrait(sitter: Sitter): string {
  const { standing, file } = sitter;
  const { name, vocabulary, terms } = standing;
  return [
    file.found === "whole" ? `${name}: ${file.program.title}` : name,
    facts(identity(sitter)),
    "terms",
    facts(termsInWords(sitter)),
    "states and the moves between them (rows from, columns to)",
    matrix(vocabulary.states, terms),
    "requests",
    facts(requestsInWords(standing)),
    "collection",
    facts(collectionInWords(sitter)),
  ].join("\n");
}

type Facts = (readonly [string, string])[];

function identity({ standing: { id, version, status, listeners } }: Sitter): Facts {
  const shows = status.paused ? "paused, shows the preset" : `active, ${rungs[Number(status.rung)]}`;
  return [
    ["program", `${id}, version ${version}, ${shows}, ${counted(status.evolutions, "evolution")}`],
    ...(listeners.length === 0 ? ["none"] : listeners).map((one, index): [string, string] => [
      index === 0 ? "listeners" : "",
      one,
    ]),
  ];
}

function termsInWords({ standing, file, bytes, vocabularyAt }: Sitter): Facts {
  const { terms, vocabulary } = standing;
  const unit = file.found === "whole" ? file.program.unit : undefined;
  const preset = nameTraits(vocabulary, terms.preset.state, terms.preset.traits);
  const { caption: _, ...traits } = preset.traits;
  return [
    ["source", terms.sourceHash],
    ["", `${formatCount(bytes)} bytes; ${freshness(standing, file)}`],
    ["prompt", terms.promptDigest],
    ["names", `${vocabularyAt}, ${formatCount(terms.vocabulary.length / 2 - 1)} bytes`],
    ["period", `${span(terms.periodLength)}, the first from ${moment(terms.anchor)}`],
    ["", `data final ${span(terms.settleDelay)} after a period's end`],
    ["ladder", `stale after ${terms.staleAfter} periods, fallback after ${terms.fallbackAfter}`],
    ["multiplier", `${factor(terms.minMultiplier)} to ${factor(terms.maxMultiplier)}`],
    ["preset", [preset.state, ...Object.entries(traits).map((pair) => pair.join(" "))].join(", ")],
    ["", `${factor(terms.preset.multiplier)}, reading ${readingOf(terms.preset.reading, unit)}`],
    ["reference", reference(terms)],
  ];
}

function freshness({ terms }: Standing, file: LocalFile): string {
  if (file.found === "none") return "its file is not here to compare";
  if (file.found === "broken") return "its file here cannot be bundled";
  if (file.bundle.hash !== terms.sourceHash)
    return `the file here makes another, of ${formatCount(file.bundle.bytes)} bytes`;
  const fresh = termsOf(file.program, file.bundle);
  return fresh.vocabulary === terms.vocabulary
    ? "a fresh bundle of the file here is the same"
    : "same source, other names in the file";
}

/** Names down the side, numbers along the top where names would not fit. */
function matrix(states: readonly string[], terms: Standing["terms"]): string {
  const grid = (titles: readonly string[]): string =>
    table(
      [{ title: "" }, ...titles.map((title) => ({ title }))],
      states.map((from, row) => [
        `  ${row} ${from}`,
        ...titles.map((_, column) => (mayMove(terms, row, column) ? "yes" : ".")),
      ]),
    );
  const named = grid(states);
  const fits = named.split("\n").every((line) => line.length <= WIDTH);
  return fits ? named : grid(states.map((_, column) => String(column))).replaceAll("yes", "x  ");
}

function requestsInWords({ requests, version, terms, holders }: Standing): Facts {
  if (requests === undefined) return [["", "not configured: program configure does it"]];
  const { line, subscriptionId } = requests;
  const current = requests.version === version && requests.sourceHash === terms.sourceHash;
  return [
    ["paid by", `subscription ${subscriptionId}`],
    ...(current ? [] : [["attention", `configured for version ${requests.version}: nothing is asked`] as const]),
    ["attempts", `${line.maxAttempts} a period, ${span(line.backoff)} before the second, then twice as long`],
    ["timeout", `${span(line.requestTimeout)} for an answer`],
    ["strangers", `may ask ${span(line.grace)} after a period fell due, at no more than`],
    ["", `${formatCount(Number(line.maxGasPrice) / 10 ** GWEI_DECIMALS)} gwei a unit of gas`],
    ["confirmed", line.confirm ? "every evolution, by a second round" : "no: one round decides"],
    ["holders", holders ? `heard through ${holders.address}` : "not heard"],
    ...(holders ? [["", `period ${holders.period}, so far: ${tell(holders.running)}`] as const] : []),
  ];
}

function collectionInWords({ collection }: Sitter): Facts {
  const { address, title, symbol, minted, supply, perWallet, price } = collection;
  return [
    ["address", address],
    ["name", `${title} (${symbol})`],
    ["minted", `${formatCount(minted)} of ${formatCount(supply)}`],
    [
      "price",
      `${formatEther(price)} ETH a token, ${perWallet === 0n ? "any number" : `at most ${perWallet}`} an account`,
    ],
  ];
}
