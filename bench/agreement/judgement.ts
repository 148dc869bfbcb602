/** What an AI says in one call: its steady choice, and what moves it, drawn from a seed. */
import { fractionOf, hash32 } from "../../simulations/world/hash.ts";
import type { Setting } from "./setting.ts";
import type { Asked, Call } from "./subject.ts";

/** A field's values in their order, and the one that the rules choose. */
export interface Field {
  readonly terms: readonly string[];
  readonly ruled: string;
}

export type Fields = Readonly<Record<string, Field>>;

/** Vendors in the order in which programs ask them. */
export const AI_NAMES = ["openai", "mistral"];

/** Field by field what this vendor answers to this request, JSON. */
export function judgement(fields: Fields, asked: Asked, setting: Setting, call: Call): string {
  const steady = steadyChoice(fields, asked.service, setting, call.input);
  const tossed = onBorder(fields, steady, asked, setting, call);
  const key = keyOf(asked, call);
  const said = Object.entries(tossed).map(([name, value]) => {
    const moves = fractionOf(`wobble|${key}|${name}`) < setting.wobble;
    return [name, moves ? neighbour(fields[name]!, value, `side|${key}|${name}`) : value];
  });
  return JSON.stringify(Object.fromEntries(said));
}

/** Whether this request is answered by an error, as any provider's may be. */
export const fails = (asked: Asked, { providerFaults }: Setting, call: Call): boolean =>
  fractionOf(`fault|${keyOf(asked, call)}`) < providerFaults;

/** Whether AIs answer this node too late. */
export const isLate = ({ late }: Setting, { round, node }: Call): boolean => fractionOf(`late|${round}|${node}`) < late;

const keyOf = ({ service, before }: Asked, { round, node }: Call): string => `${round}|${node}|${service}|${before}`;

/** What the vendor would always say, if models did. */
function steadyChoice(fields: Fields, vendor: string, { licence, gap }: Setting, input: string) {
  const choice = Object.fromEntries(Object.entries(fields).map(([name, { ruled }]) => [name, ruled]));
  const differ = (why: string, share: number): void => {
    if (fractionOf(`${why}|${input}`) >= share) return;
    const name = oneOf(Object.keys(fields), `${why} field|${input}`);
    choice[name] = neighbour(fields[name]!, choice[name]!, `${why} side|${input}`);
  };
  differ("licence", licence);
  if (vendor !== AI_NAMES[0]) differ("gap", gap);
  return choice;
}

/** On a border one field is the steady value or a neighbour, the same one in all calls, by the toss of a coin. */
function onBorder(
  fields: Fields,
  steady: Record<string, string>,
  asked: Asked,
  { borderline, border, correlated }: Setting,
  call: Call,
): Record<string, string> {
  const { input, round } = call;
  const standsThere = border === "all vendors" || oneOf(AI_NAMES, `border vendor|${input}`) === asked.service;
  if (!standsThere || fractionOf(`border|${input}`) >= borderline) return steady;
  const toss = correlated ? `${round}|${asked.service}` : keyOf(asked, call);
  if (fractionOf(`toss|${toss}`) < 0.5) return steady;
  const name = oneOf(Object.keys(fields), `border field|${input}`);
  return { ...steady, [name]: neighbour(fields[name]!, steady[name]!, `border side|${input}`) };
}

const oneOf = (names: readonly string[], draw: string): string => names[hash32(draw) % names.length]!;

/** The value before or after; at an end of the list the only one beside it. */
export function neighbour({ terms }: Field, value: string, draw: string): string {
  const at = terms.indexOf(value);
  const step = fractionOf(draw) < 0.5 ? -1 : 1;
  return terms[at + step] ?? terms[at - step] ?? value;
}
