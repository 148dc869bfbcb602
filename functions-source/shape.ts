import { DAY } from "./limits.ts";
import type { Core, Program } from "./program.ts";
import { FIELDS, MEMBERS, type Kind } from "./shapes.ts";

/** What messages say about a program's file. */
export interface Place {
  /** The program's name, as the file's name says it. */
  readonly name: string;
  readonly file: string;
  /** Number of the line that gives a member its value, if one does. */
  readonly lineOf: (member: string) => number | undefined;
}

type Members = Readonly<Record<string, unknown>>;

/**
 * The program that a module exports, once it has every member with the right type. Throws one sentence that says what
 * the wrong line means and what has to stand there.
 */
export function checkShape(module: Members, place: Place): Program {
  const { file, name } = place;
  const program = module.default;
  if (!isObject(program) || !isObject(program.core))
    throw new Error(`${file}: it must end in "export default" of a program, whose core is what the nodes get.`);
  if (module.core !== program.core)
    throw new Error(`${file}: it must also "export const core", the core of its program: the nodes get just that.`);
  for (const [path, expected] of Object.entries(MEMBERS)) checkNames(at(program, path), path, expected, place);
  for (const { path, kind, meaning } of FIELDS)
    if (isObject(at(program, parentOf(path)))) checkField(at(program, path), path, kind, meaning, place);
  const found = program as unknown as Program;
  if (found.core.name !== name)
    throw new Error(
      `${where("core.name", place)}: core.name is "${found.core.name}"; it must be the file's, "${name}".`,
    );
  checkFeeds(found.core, place);
  checkFunctions(found.core, place);
  return found;
}

/** A name with a slip in it is said before the one that is missing for it. */
function checkNames(value: unknown, path: string, expected: readonly string[], place: Place): void {
  if (value === undefined) return;
  if (!isObject(value)) throw new Error(`${where(path, place)}: ${path} must be an object; it is ${told(value)}.`);
  const stranger = Object.keys(value).find((key) => !expected.includes(key));
  if (stranger === undefined) return;
  const prefix = path === "" ? "" : `${path}.`;
  const missing = expected.filter((key) => !(key in value));
  const meant = missing.find((key) => isNear(key, stranger));
  const hint = meant === undefined ? `it may have ${expected.join(", ")}` : `did you mean "${meant}"?`;
  throw new Error(
    `${where(prefix + stranger, place)}: no program has "${prefix}${stranger}"; ${hint.replace(/\?$/, "")}${meant === undefined ? "." : "?"}`,
  );
}

function checkField(value: unknown, path: string, kind: Kind, meaning: string, place: Place): void {
  if (kind.accepts(value)) return;
  throw new Error(`${where(path, place)}: ${path} (${meaning}) must be ${kind.what}; it is ${told(value)}.`);
}

/** Asks each feed for a day's address, as a run does first. */
function checkFeeds({ feeds }: Core, place: Place): void {
  feeds.forEach((feed, index) => {
    const refuse = (what: string): never => {
      throw new Error(`${where("core.feeds", place)}: core.feeds[${index}] (a source of the reading) ${what}.`);
    };
    if (typeof feed === "function") refuse('is a function; call it with what it asks for, such as coinbase("BTC-USD")');
    if (!isObject(feed) || typeof feed.address !== "function" || typeof feed.rows !== "function")
      refuse("must have the functions address and rows of functions-source/feeds/feed.ts");
    const address: unknown = attempt(() => feed.address(20_000 * DAY, 20_000 * DAY), refuse);
    if (typeof address !== "string" || /^\w+:\/\//.test(address) || !URL.canParse(`https://${address}`))
      refuse(`gives the address ${told(address)}; it must be that of a page, without https:// before it`);
  });
}

/** Calls what a run calls with plain numbers: a function that was to be made by another gives no number itself. */
function checkFunctions(core: Core, place: Place): void {
  const observations = [1, 2].map(() => ({ on: 20_000 * DAY, units: 100n }));
  const calls = {
    "core.select": [() => core.select(observations), "firstWithWitness(50n) or officialClose"],
    "core.measure": [() => core.measure(100n, 100n, 0n), "level, difference, change or swayed(...)"],
    "core.moved": [() => core.moved(100n, 100n), "level, difference or change"],
  } as const;
  for (const [path, [call, examples]] of Object.entries(calls)) {
    const refuse = (what: string): never => {
      throw new Error(`${where(path, place)}: ${path} ${what}; use ${examples}, or a function like these.`);
    };
    const result: unknown = attempt(call, refuse);
    if (typeof result !== "bigint") refuse(`gives ${told(result)} where a number such as 200n must come out`);
  }
}

function attempt<T>(call: () => T, refuse: (what: string) => never): T {
  try {
    return call();
  } catch (error) {
    return refuse(`fails when it is called: ${(error as Error).message}`);
  }
}

/** The file, and the line if it is plain which one is meant. */
function where(path: string, { file, lineOf }: Place): string {
  const line = path
    .split(".")
    .toReversed()
    .map(lineOf)
    .find((found) => found !== undefined);
  return line === undefined ? file : `${file}, line ${line}`;
}

const isObject = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const at = (program: Members, path: string): unknown =>
  path === ""
    ? program
    : path.split(".").reduce((value: unknown, key) => (isObject(value) ? value[key] : undefined), program);
const parentOf = (path: string): string => path.split(".").slice(0, -1).join(".");

/** A value in a message. */
function told(value: unknown): string {
  if (value === undefined) return "missing";
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return "a function";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isObject(value)) return "an object";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** Whether one slip (a letter too many, too few, another, or two swapped) makes one name of the other. */
function isNear(name: string, other: string): boolean {
  if (name.toLowerCase() === other.toLowerCase()) return true;
  const same = name.split("").findIndex((letter, index) => letter !== other[index]);
  const from = same < 0 ? name.length : same;
  const [rest, otherRest] = [name.slice(from), other.slice(from)];
  return (
    rest.slice(1) === otherRest ||
    rest === otherRest.slice(1) ||
    rest.slice(1) === otherRest.slice(1) ||
    (rest.slice(2) === otherRest.slice(2) && rest[0] === otherRest[1] && rest[1] === otherRest[0])
  );
}
