/** What is recorded, or made up, for one program. */
import { existsSync } from "node:fs";
import { join } from "node:path";

import { FIXTURES_FOLDER, type Fixture, fixtureResponder } from "../world/fixtures.ts";
import { PROVIDERS } from "../world/providers/index.ts";

/** Folders of a program's fixtures, as a world takes them: none or one. */
export function fixtureFolders(program: string, root: string = FIXTURES_FOLDER): string[] {
  const folder = join(root, program);
  return existsSync(folder) ? [folder] : [];
}

/** @throws FixtureError naming the first file that cannot be used */
export function fixturesOf(program: string): readonly Fixture[] {
  return fixtureResponder(fixtureFolders(program)).fixtures;
}

/** Hosts whose answers in the world are made up, by a fixture or by the world itself. */
export function madeUpHosts(folders: readonly string[]): string[] {
  const { fixtures } = fixtureResponder(folders);
  const hosts = fixtures.filter(({ synthetic }) => synthetic).map(({ host }) => host);
  return [...hosts, ...PROVIDERS.filter(({ synthetic }) => synthetic).flatMap((provider) => provider.hosts)];
}
