import { NotInWorldError } from "../exchange.ts";

/** The part of JSON Schema that the vendors' structured outputs accept and that the stand-in reads. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: JsonSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly [keyword: string]: unknown;
}

/** One place in a schema that a vendor would refuse. */
export interface SchemaFlaw {
  /** Path of property names from the root. */
  readonly path: readonly string[];
  readonly kind: "additionalProperties" | "required" | "keyword" | "type";
  /** The property or keyword that is missing or not permitted. */
  readonly name: string;
}

/** What a vendor demands of a schema. */
export interface SchemaRules {
  /** True when `required` has to list every property. */
  readonly allRequired: boolean;
  /** Keywords that are not permitted. */
  readonly forbidden: ReadonlySet<string>;
}

/** First flaw of a schema under a vendor's rules, depth first; undefined when there is none. */
export function findFlaw(schema: JsonSchema, rules: SchemaRules, path: readonly string[] = []): SchemaFlaw | undefined {
  if (schema === null || typeof schema !== "object" || Array.isArray(schema))
    return { path, kind: "type", name: "object" };
  const keyword = Object.keys(schema).find((name) => rules.forbidden.has(name));
  if (keyword !== undefined) return { path, kind: "keyword", name: keyword };
  if (schema.items !== undefined) return findFlaw(schema.items, rules, [...path, "items"]);
  if (schema.type !== "object") {
    if (path.length === 0) return { path, kind: "type", name: String(schema.type) };
    return undefined;
  }
  if (schema.additionalProperties !== false)
    return { path, kind: "additionalProperties", name: "additionalProperties" };
  const properties = schema.properties ?? {};
  const missing = Object.keys(properties).find((name) => !schema.required?.includes(name));
  if (rules.allRequired && missing !== undefined) return { path, kind: "required", name: missing };
  for (const [name, child] of Object.entries(properties)) {
    const flaw = findFlaw(child, rules, [...path, "properties", name]);
    if (flaw !== undefined) return flaw;
  }
  return undefined;
}

/** Values that a leaf of the schema allows, in its order. Throws for leaves that leave room for prose. */
export function choicesOf(name: string, schema: JsonSchema): readonly unknown[] {
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum !== undefined && schema.enum.length > 0) return schema.enum;
  if (schema.type === "boolean") return [false, true];
  const { minimum, maximum } = schema;
  if (schema.type === "integer" && minimum !== undefined && maximum !== undefined && maximum - minimum < 1_000) {
    return Array.from({ length: maximum - minimum + 1 }, (_, index) => minimum + index);
  }
  throw new NotInWorldError(
    `its AI is a script that picks among given values, and "${name}" gives none: use enum, const, boolean, or an integer with ` +
      "minimum and maximum",
  );
}
