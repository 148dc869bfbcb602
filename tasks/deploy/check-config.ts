/** Whether a configuration can be meant; every field that cannot is named. */
import { getAddress, isAddress } from "ethers";

import { type Role, roles } from "../../ignition/roles.ts";
import { programNames } from "../../functions-source/programs.ts";
import { wrongInput } from "../common/failure.ts";
import { parseLink, parseNative } from "../common/money.ts";
import type { DeployConfig, ProgramConfig } from "./config.ts";

/** A configuration in which fields may be left out. */
export interface Given {
  readonly subscription?: Partial<DeployConfig["subscription"]>;
  readonly upkeep?: Partial<DeployConfig["upkeep"]>;
  readonly roles?: Partial<DeployConfig["roles"]>;
  readonly programs?: Readonly<Record<string, Partial<ProgramConfig>>>;
}

type Fields = Readonly<Record<string, Check>>;
/** Says what is wrong with a field's value; returns it as it is kept. */
type Check = (value: unknown, path: string, wrong: (message: string) => void) => unknown;

const LARGEST = 2 ** 32 - 1;
/** A rule of FunctionsConsumer. */
const MAX_PROGRAMS = 16;
/** Names of an Ignition module's results that a program must not take. */
const TAKEN = ["manager", "ledger", "consumer", "renderer", "termsCheck"];

/** @throws TaskFailure with a line a wrong field */
export function checkConfig(value: unknown, what: string): Given {
  const problems: string[] = [];
  const checked = object(config)(value, "", (message) => problems.push(message)) as Given;
  if (problems.length === 0) return checked;
  throw wrongInput([`${what} cannot be meant:`, ...problems].join("\n  "));
}

const object =
  (fields: Fields | ((name: string) => Check | undefined)): Check =>
  (value, path, wrong) => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return wrong(`${path || "It"} is ${shown(value)}; write an object with braces.`);
    const of =
      typeof fields === "function"
        ? fields
        : (name: string) => (Object.hasOwn(fields, name) ? fields[name] : undefined);
    const entries = Object.entries(value).map(([name, one]) => {
      const at = path === "" ? name : `${path}.${name}`;
      const check = of(name);
      if (check !== undefined) return [name, check(one, at, wrong)];
      wrong(unknownField(at, fields));
      return [name, one];
    });
    return Object.fromEntries(entries) as unknown;
  };

function unknownField(path: string, fields: Fields | ((name: string) => unknown)): string {
  if (typeof fields === "function")
    return `${path} names no program; functions-source/programs has ${programNames().join(", ")}.`;
  return `${path} is no field; there are ${Object.keys(fields).join(", ")}.`;
}

const whole =
  (least: number): Check =>
  (value, path, wrong) => {
    if (typeof value !== "number" || !Number.isInteger(value) || value < least || value > LARGEST)
      wrong(`${path} is ${shown(value)}; write a whole number from ${least} to ${LARGEST.toLocaleString("en-US")}.`);
    return value;
  };

/** What stands in every token's metadata for ever. */
const text =
  (longest: number): Check =>
  (value, path, wrong) => {
    if (typeof value !== "string" || !new RegExp(`^[ -~]{1,${longest}}$`).test(value))
      wrong(`${path} is ${shown(value)}; write 1 to ${longest} printable ASCII characters.`);
    return value;
  };

const truth: Check = (value, path, wrong) => {
  if (typeof value !== "boolean") wrong(`${path} is ${shown(value)}; write true or false.`);
  return value;
};

const amount =
  (parse: (text: string, option: string) => bigint): Check =>
  (value, path, wrong) => {
    const written = typeof value === "number" ? String(value) : value;
    if (typeof written !== "string") return wrong(`${path} is ${shown(value)}; write an amount such as "12.5".`);
    try {
      parse(written, path);
    } catch (error) {
      wrong((error as Error).message);
    }
    return written;
  };

const addresses: Check = (value, path, wrong) => {
  if (!Array.isArray(value)) return wrong(`${path} is ${shown(value)}; write a list of addresses.`);
  return value.map((one: unknown, index) => {
    if (typeof one === "string" && isAddress(one)) return getAddress(one);
    wrong(`${path}[${index}] is ${shown(one)}; write an address: 0x and 40 hexadecimal digits.`);
    return one;
  });
};

const schema: Check = (value, path, wrong) => {
  if (value !== 1) wrong(`${path} is ${shown(value)}; this version writes and reads 1.`);
  return value;
};

const program: Fields = {
  collectionName: text(64),
  symbol: text(16),
  description: text(500),
  supply: whole(1),
  perWallet: whole(0),
  price: amount(parseNative),
  confirm: truth,
};

const programs: Check = (value, path, wrong) => {
  const checked = object((name) => (programNames().includes(name) ? object(program) : undefined))(value, path, wrong);
  const named = Object.entries((checked ?? {}) as NonNullable<Given["programs"]>);
  if (named.length > MAX_PROGRAMS) wrong(`${path} are ${named.length}; one consumer serves ${MAX_PROGRAMS} at most.`);
  const collections = named.map(([name, { collectionName }]) => collectionName ?? `Imago ${name}`);
  named.forEach(([name], index) => {
    if (TAKEN.includes(name)) wrong(`${path}.${name}: "${name}" is the name of a contract; rename the program.`);
    const twin = collections.indexOf(collections[index]!);
    if (twin < index) wrong(`${path}.${name}.collectionName is that of ${named[twin]![0]} too; give each its own.`);
  });
  return checked;
};

const config: Fields = {
  schema,
  subscription: object({ link: amount(parseLink) }),
  upkeep: object({ link: amount(parseLink) }),
  roles: object(Object.fromEntries((Object.keys(roles) as Role[]).map((role) => [role, addresses]))),
  programs,
};

function shown(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
