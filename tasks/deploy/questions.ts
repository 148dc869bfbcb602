/** What a person at a terminal is asked: the few things that matter and were not typed as options. */
import { programNames } from "../../functions-source/programs.ts";
import { note, terminal } from "../common/terminal.ts";
import { type Given, checkConfig } from "./check-config.ts";
import { DEFAULT_LINK, type ProgramConfig, defaultProgram } from "./config.ts";
import { namesOf } from "./options.ts";

/** @returns the same with what was answered; an empty answer takes what stands in brackets */
export async function askForRest(given: Given): Promise<Given> {
  const names = Object.keys(given.programs ?? {});
  const wished = names.length > 0 ? names : await askForPrograms();
  const subscription = { link: given.subscription?.link ?? (await askForLink("subscription")) };
  const upkeep = { link: given.upkeep?.link ?? (await askForLink("upkeep")) };
  const programs: Record<string, Partial<ProgramConfig>> = {};
  for (const name of wished) programs[name] = await askForProgram(name, given.programs?.[name] ?? {});
  return { ...given, subscription, upkeep, programs };
}

function askForPrograms(): Promise<string[]> {
  const all = programNames();
  return answered(`Programs, with commas between (${all.join(", ")})`, all[0]!, (text) => {
    const names = namesOf({ programs: text });
    checkConfig({ programs: Object.fromEntries(names.map((name) => [name, {}])) }, "That");
    return names;
  });
}

function askForLink(of: "subscription" | "upkeep"): Promise<string> {
  return answered(`LINK for the ${of}`, DEFAULT_LINK, (link) => {
    checkConfig({ [of]: { link } }, "That");
    return link;
  });
}

async function askForProgram(name: string, given: Partial<ProgramConfig>): Promise<Partial<ProgramConfig>> {
  const { supply, perWallet, price, symbol } = defaultProgram;
  const questions: readonly [keyof ProgramConfig, string, string, (text: string) => unknown][] = [
    ["collectionName", "name of its collection", `Imago ${name}`, String],
    ["symbol", "symbol", symbol, String],
    ["supply", "most tokens", String(supply), Number],
    ["perWallet", "most tokens a wallet, 0 for no limit", String(perWallet), Number],
    ["price", "price of a token in native coin", price, String],
    ["confirm", "confirmation round for every evolution, yes or no", "no", yesOrNo],
  ];
  let known = given;
  for (const [field, question, usual, parse] of questions) {
    if (known[field] !== undefined) continue;
    const value = await answered(`${name}: ${question}`, usual, (text) => {
      const one = parse(text);
      checkConfig({ programs: { [name]: { [field]: one } } }, "That");
      return one;
    });
    known = { ...known, [field]: value };
  }
  return known;
}

/** Anything else stays as it is, and is refused. */
function yesOrNo(text: string): unknown {
  if (/^y(es)?$/i.test(text)) return true;
  return /^no?$/i.test(text) ? false : text;
}

/** Asks until the answer can be meant. */
async function answered<T>(question: string, usual: string, parse: (text: string) => T): Promise<T> {
  for (;;) {
    const answer = (await terminal().ask!(`${question} [${usual}]: `)).trim();
    try {
      return parse(answer === "" ? usual : answer);
    } catch (error) {
      note((error as Error).message.split("\n").at(-1)!.trim());
    }
  }
}
