/** What the nodes run of a program: how large it is, what of, and under which hash the chain knows it. */
import { writeFile } from "node:fs/promises";

import { type Bundled, MAX_BUNDLE_BYTES } from "../../functions-source/bundle.ts";
import { committedBundles, goneFrom, standingOf, writeBundles } from "../../functions-source/bundles.ts";
import { PARTS, bytesByPart } from "../../functions-source/parts.ts";
import { programNames } from "../../functions-source/programs.ts";
import { action } from "../common/action.ts";
import { TaskFailure, wrongInput } from "../common/failure.ts";
import { formatCount } from "../common/money.ts";
import { facts, table } from "../common/table.ts";
import { note, print, printJson } from "../common/terminal.ts";
import { bundleProgram } from "./program.ts";

interface Args {
  readonly program: string;
  readonly check: boolean;
  readonly commit: boolean;
  readonly out: string;
  readonly json: boolean;
}

const COMMIT = "npx --no hardhat source bundle --commit   (then commit functions-source/bundles.json)";

export default action<Args>(async ({ program, check, commit, out, json }) => {
  if (out !== "" && program === "")
    throw wrongInput("--out writes one program's source; say which: source bundle NAME --out FILE.");
  if (commit && program !== "") throw wrongInput("--commit writes all bundles; leave out the program.");
  const bundled: Bundled[] = [];
  for (const name of program === "" ? programNames() : [program]) bundled.push(await bundleProgram(name));
  if (commit) writeBundles(bundled.map(({ bundle }) => bundle));
  if (json) printJson(bundled.map(described));
  else bundled.forEach((each) => print(textOf(each)));
  if (out !== "") await writeSource(out, bundled[0]!);
  if (check) compare(bundled, program === "");
});

function described(bundled: Bundled) {
  const { name, bytes, hash, promptDigest } = bundled.bundle;
  const room = MAX_BUNDLE_BYTES - bytes;
  return { name, bytes, room, hash, promptDigest, parts: bytesByPart(bundled), committed: standingOf(bundled.bundle) };
}

function textOf(bundled: Bundled): string {
  const { name, bytes, room, hash, promptDigest, parts, committed } = described(bundled);
  const rows = PARTS.map((part) => [part, formatCount(parts[part]), `${Math.round((100 * parts[part]) / bytes)} %`]);
  const columns = [
    { title: "  part" },
    { title: "bytes", align: "right" },
    { title: "share", align: "right" },
  ] as const;
  const known = {
    "as committed": "as in bundles.json",
    new: "not in bundles.json yet",
    changed: "differs from bundles.json",
  };
  return [
    `${name}: ${formatCount(bytes)} of at most ${formatCount(MAX_BUNDLE_BYTES)} bytes, ${formatCount(room)} left; ${known[committed]}`,
    facts([
      ["source", hash],
      ["prompt", promptDigest],
    ]),
    table(
      columns,
      rows.map(([part, ...rest]) => [`  ${part}`, ...rest]),
    ),
  ].join("\n");
}

async function writeSource(file: string, { bundle }: Bundled): Promise<void> {
  try {
    await writeFile(file, bundle.source);
  } catch (cause) {
    throw new TaskFailure(`The source cannot be written to ${file} (${(cause as NodeJS.ErrnoException).code}).`, {
      cause,
    });
  }
  note(`wrote the source of ${bundle.name} to ${file}`);
}

function compare(bundled: readonly Bundled[], all: boolean): void {
  const committed = committedBundles();
  for (const { bundle } of bundled) {
    const standing = standingOf(bundle, committed);
    if (standing === "changed")
      throw new TaskFailure(`The bundle of ${bundle.name} differs from functions-source/bundles.json.`, {
        remedy: COMMIT,
      });
    if (standing === "new") note(`${bundle.name} is new and not in functions-source/bundles.json: ${COMMIT}`);
  }
  const [gone] = all ? goneFrom(committed) : [];
  if (gone !== undefined)
    throw new TaskFailure(`functions-source/bundles.json has ${gone}, of which there is no program.`, {
      remedy: COMMIT,
    });
}
