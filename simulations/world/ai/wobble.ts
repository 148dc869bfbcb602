import { fractionOf } from "../hash.ts";
import { choicesOf, type JsonSchema } from "./schema.ts";

/**
 * A judgement as a hosted model gives it on another call: each choice moves, with a chance of `percent`, to a neighbour in its list.
 *
 * @param call what tells this call from others; equal calls wobble alike
 */
export function wobbled(value: unknown, schema: JsonSchema, percent: number, call: string): unknown {
  if (schema.type !== "object") return moved(value, schema, percent, call);
  const members = Object.entries(value as Record<string, unknown>).map(([name, child]): [string, unknown] => {
    const childSchema = schema.properties?.[name];
    return [name, childSchema === undefined ? child : wobbled(child, childSchema, percent, `${call}:${name}`)];
  });
  return Object.fromEntries(members);
}

function moved(value: unknown, schema: JsonSchema, percent: number, call: string): unknown {
  if (fractionOf(`wobble:${call}`) >= percent / 100) return value;
  const choices = choicesOf(call, schema);
  const step = fractionOf(`side:${call}`) < 0.5 ? -1 : 1;
  const at = choices.indexOf(value);
  return choices[at + step] ?? choices[at - step] ?? value;
}
