/** A program as it stands on the chain, next to its file. */
import { action } from "../common/action.ts";
import { type Studio, openStudio } from "../common/studio.ts";
import { print, printJson } from "../common/terminal.ts";
import { requireName } from "./arguments.ts";
import { type LocalFile, findFile } from "./file.ts";
import { portrait } from "./portrait.ts";
import { type Standing, readStanding } from "./standing.ts";
import { rungs } from "./words.ts";

interface Args {
  readonly name: string;
  readonly json: boolean;
}

export default action<Args>(async ({ name, json }, hre) => {
  await using studio = await openStudio(hre);
  const standing = await readStanding(studio, requireName(studio, name));
  const [file, source, vocabularyAt, collection] = await Promise.all([
    findFile(name),
    studio.consumer.sourceOf(standing.terms.sourceHash),
    studio.ledger.vocabularyOf(standing.id, standing.version).then(({ pointer }) => pointer),
    readCollection(studio, standing),
  ]);
  const bytes = Buffer.byteLength(source);
  if (json) return printJson({ ...asData(standing, file), sourceBytes: bytes, vocabularyAt, collection });
  print(portrait({ standing, file, bytes, vocabularyAt, collection }));
});

async function readCollection({ chain }: Studio, { collection }: Standing) {
  const contract = await chain.ethers.getContractAt("ImagoCollection", collection);
  const [title, symbol, minted, supply, perWallet, price] = await Promise.all([
    contract.name(),
    contract.symbol(),
    contract.totalSupply(),
    contract.MAX_SUPPLY(),
    contract.PER_WALLET(),
    contract.PRICE(),
  ]);
  return { address: collection, title, symbol, minted, supply, perWallet, price };
}

export type Collection = Awaited<ReturnType<typeof readCollection>>;

function asData({ terms, vocabulary, status, requests, holders, ...rest }: Standing, file: LocalFile) {
  const { name, id, version, listeners } = rest;
  const fresh = file.found === "whole" ? file.bundle : undefined;
  return {
    ...{ name, id, version, terms, vocabulary, listeners },
    paused: status.paused,
    rung: rungs[Number(status.rung)],
    evolutions: status.evolutions,
    requests: requests && {
      ...requests.line,
      ...{ sourceHash: requests.sourceHash, subscriptionId: requests.subscriptionId, version: requests.version },
    },
    ...(holders && { holders }),
    file: { found: file.found, sourceHash: fresh?.hash, equalsSource: fresh && fresh.hash === terms.sourceHash },
  };
}
