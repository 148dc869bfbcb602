/** A token as the chain draws it now. */
import { writeFile } from "node:fs/promises";

import { action } from "../common/action.ts";
import { TaskFailure, wrongInput } from "../common/failure.ts";
import { formatCount } from "../common/money.ts";
import { openStudio } from "../common/studio.ts";
import { facts } from "../common/table.ts";
import { note, print } from "../common/terminal.ts";
import { type Token, requireToken } from "./collection.ts";
import { parseMetadata, textOf } from "./metadata.ts";

interface Args {
  readonly name: string;
  readonly id: string;
  readonly out: string;
  readonly json: boolean;
}

export default action<Args>(async ({ name, id, out, json }, hre) => {
  if (out !== "" && !out.endsWith(".svg")) throw wrongInput(`--out ${out} must end in .svg: the picture is SVG text.`);
  await using studio = await openStudio(hre);
  const token = await requireToken(studio, name, id);
  const { collection } = token;
  const uri = await collection.tokenURI(token.id);
  if (json) print(textOf(uri));
  else print(screen(token, await collection.seedOf(token.id), uri));
  if (out === "") return;
  const picture = await collection.imageOf(token.id);
  await write(out, picture);
  note(`wrote ${out}, ${formatCount(Buffer.byteLength(picture))} bytes`);
});

function screen({ owner, collection }: Token, seed: string, uri: string): string {
  const { name, description, attributes } = parseMetadata(uri);
  return [
    name,
    `  ${description.replaceAll(/(?<=\.) /g, "\n  ")}`,
    facts([
      ["collection", String(collection.target)],
      ["owner", owner],
      ["seed", seed],
      ...attributes.map(({ trait_type, value }) => [trait_type, value] as const),
    ]),
  ].join("\n");
}

async function write(file: string, picture: string): Promise<void> {
  try {
    await writeFile(file, picture);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new TaskFailure(`${file} cannot be written (${code}).`, { cause, remedy: "name another file with --out" });
  }
}
