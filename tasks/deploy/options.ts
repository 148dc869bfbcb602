/** What was typed, as parts of a configuration. */
import { wrongInput } from "../common/failure.ts";
import { parseLink, parseNative } from "../common/money.ts";
import type { ProgramConfig } from "./config.ts";
import { type Given, checkConfig } from "./check-config.ts";

/** Empty texts are options that were not given. */
export interface DeployArguments {
  readonly programs: string;
  readonly link: string;
  readonly subscriptionLink: string;
  readonly upkeepLink: string;
  readonly supply: string;
  readonly price: string;
  readonly perWallet: string;
  readonly collectionName: string;
  readonly symbol: string;
  readonly confirmation: boolean;
  readonly settings: string;
  readonly services: string;
  readonly termsSignature: string;
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly from: string;
}

/** Names of the programs asked for, each once. */
export function namesOf({ programs }: Pick<DeployArguments, "programs">): string[] {
  return [...new Set(programs.split(",").map((name) => name.trim()))].filter((name) => name !== "");
}

/** @throws TaskFailure when a file is to say what options say too */
export function checkOnlyFile(args: DeployArguments): void {
  const { programs, link, subscriptionLink, upkeepLink, supply, price, perWallet, collectionName, symbol } = args;
  const given = { programs, link, subscriptionLink, upkeepLink, supply, price, perWallet, collectionName, symbol };
  const [first] =
    Object.entries(given).find(([, value]) => value !== "") ?? (args.confirmation ? ["confirmation"] : []);
  if (first !== undefined)
    throw wrongInput(`--settings says all of it; write what ${dashed(first)} says into the file.`);
}

/** @throws TaskFailure naming the option that is wrong */
export function givenBy(args: DeployArguments, names: readonly string[]): Given {
  const { link, subscriptionLink, upkeepLink } = args;
  const subscription = amount(subscriptionLink, "--subscription-link") ?? amount(link, "--link");
  const upkeep = amount(upkeepLink, "--upkeep-link") ?? amount(link, "--link");
  const program = programBy(args);
  if (names.length === 0 && Object.keys(program).length > 0)
    throw wrongInput(`Which programs is ${dashed(Object.keys(program)[0]!)} for? Name them with --programs.`);
  if (names.length > 1 && program.collectionName !== undefined)
    throw wrongInput(
      "--collection-name names one collection; deploy one program after the other, or take --settings with a file.",
    );
  return {
    ...(subscription !== undefined && { subscription: { link: subscription } }),
    ...(upkeep !== undefined && { upkeep: { link: upkeep } }),
    ...checkPrograms(names, program),
  };
}

function checkPrograms(names: readonly string[], program: Partial<ProgramConfig>): Given {
  return checkConfig({ programs: Object.fromEntries(names.map((name) => [name, program])) }, "What was typed");
}

function programBy(args: DeployArguments): Partial<ProgramConfig> {
  const { supply, price, perWallet, collectionName, symbol, confirmation } = args;
  if (price !== "") parseNative(price, "--price");
  return {
    ...(supply !== "" && { supply: whole(supply, "--supply") }),
    ...(perWallet !== "" && { perWallet: whole(perWallet, "--per-wallet") }),
    ...(price !== "" && { price }),
    ...(collectionName !== "" && { collectionName }),
    ...(symbol !== "" && { symbol }),
    ...(confirmation && { confirm: true }),
  };
}

function amount(text: string, option: string): string | undefined {
  if (text === "") return undefined;
  parseLink(text, option);
  return text;
}

function whole(text: string, option: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw wrongInput(`${option} ${text} is no whole number.`);
}

function dashed(name: string): string {
  const option = name === "confirm" ? "confirmation" : name;
  return `--${option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
