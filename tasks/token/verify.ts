/** A holder's proof: what a token shows, rebuilt from the chain alone. */
import { toContentId } from "../../functions-source/content/contentId.ts";
import { action } from "../common/action.ts";
import { counted } from "../common/duration.ts";
import { TaskFailure, wrongInput } from "../common/failure.ts";
import { type Studio, openStudio } from "../common/studio.ts";
import { print, printJson } from "../common/terminal.ts";
import { parseWhole } from "../program/arguments.ts";
import { findFile, unitOf } from "../program/file.ts";
import { type Token, requireToken } from "./collection.ts";
import type { Finding } from "./finding.ts";
import { type Proof, prove } from "./proof.ts";
import { report } from "./report.ts";

interface Args {
  readonly name: string;
  readonly id: string;
  readonly index: string;
  readonly all: boolean;
  readonly json: boolean;
}

export default action<Args>(async ({ name, id, index, all, json }, hre) => {
  if (all && index !== "") throw wrongInput("Say --index or --all, not both.");
  await using studio = await openStudio(hre);
  const token = await requireToken(studio, name, id);
  const block = (await studio.chain.ethers.provider.getBlock("latest"))!;
  const proof = await prove(studio, {
    ...{ token, block: block.number },
    file: await findFile(name),
    choose: (length, shown) => chosen({ index, all }, length, shown),
  });
  if (json) printJson(await asData(studio, token, block.number, proof));
  else print(await report(studio, { token, block, proof, unit: await unitOf(name) }));
  const wrong = findingsOf(proof).filter(({ holds }) => !holds);
  if (wrong.length === 0) return;
  throw new TaskFailure(
    `${counted(wrong.length, "thing")} did not hold: ${wrong.map(({ subject }) => subject).join(", ")}.`,
    {
      remedy: "ask another node of this chain; if it says the same, do not trust this token",
    },
  );
});

/** Which entries are looked at. @throws TaskFailure when there is no such entry */
function chosen({ index, all }: Pick<Args, "index" | "all">, length: number, shown: number | undefined): number[] {
  if (all) return Array.from({ length }, (_, each) => each);
  if (index === "") return shown === undefined ? [] : [shown];
  if (length === 0) throw wrongInput(`--index ${index}: there is no evolution yet.`);
  return [parseWhole(index, "--index", [0, length - 1])];
}

function findingsOf({ general, entries }: Proof): Finding[] {
  return [...general, ...entries.flatMap(({ findings }) => findings)];
}

async function asData({ chain }: Studio, { name, id, owner, collection }: Token, block: number, proof: Proof) {
  const findings = findingsOf(proof);
  return {
    ...{ program: name, token: id, owner, collection: String(collection.target), chainId: chain.id, block },
    holds: findings.every(({ holds }) => holds),
    shown: proof.shown ?? "preset",
    findings,
    evolutions: proof.entries.map(({ one, document, digest, state, origin }) => ({
      ...{ index: one.evidence.index, state, document, digest },
      contentId: digest && toContentId(digest),
      ...origin,
    })),
  };
}
