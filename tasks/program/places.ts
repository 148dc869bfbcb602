/** Where the parts of a program lie, and how all of them come there together. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { type Fixture, writeFixture } from "../../simulations/world/fixtures.ts";
import { TaskFailure } from "../common/failure.ts";

/** A path, and how messages name it. */
export interface Place {
  readonly file: string;
  readonly shown: string;
}

export type Places = Readonly<Record<"program" | "test" | "fixtures", Place>>;

export interface Texts {
  readonly program: string;
  readonly test: string;
  readonly fixtures: readonly Fixture[];
}

export function placesOf(root: string, name: string): Places {
  const at = (shown: string): Place => ({ file: join(root, shown), shown });
  return {
    program: at(`functions-source/programs/${name}.ts`),
    test: at(`test/functions-source/programs/${name}.test.ts`),
    fixtures: at(`simulations/world/fixtures/${name}`),
  };
}

/**
 * Writes drafts beside the places, then puts them there, the program last: before that nothing has a new program in it. What fails in between
 * is undone.
 *
 * @throws TaskFailure naming what cannot be written
 */
export function writeAll({ program, test, fixtures }: Places, texts: Texts): void {
  const draft = ({ file }: Place): string => `${file}.${process.pid}.tmp`;
  const moved: Place[] = [];
  const order = [fixtures, test, program];
  try {
    for (const each of texts.fixtures) writeFixture(join(draft(fixtures), `${each.provider}.json`), each);
    for (const [place, text] of [
      [test, texts.test],
      [program, texts.program],
    ] as const) {
      mkdirSync(dirname(place.file), { recursive: true });
      writeFileSync(draft(place), text);
    }
    for (const place of order) {
      renameSync(draft(place), place.file);
      moved.push(place);
    }
  } catch (cause) {
    for (const { file } of moved) rmSync(file, { recursive: true, force: true });
    const { code, path = "" } = cause as NodeJS.ErrnoException;
    throw new TaskFailure(`The program cannot be written (${code} ${path}); nothing was left behind.`, { cause });
  } finally {
    for (const place of order) rmSync(draft(place), { recursive: true, force: true });
  }
}
