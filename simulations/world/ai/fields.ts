/** Reading the JSON body of an AI request without trusting it. */

/** A JSON object whose members are still unknown. */
export type Fields = Readonly<Record<string, unknown>>;

/** The object in a body, or undefined when the body is not a JSON object. */
export function parseFields(body: string): Fields | undefined {
  try {
    return asFields(JSON.parse(body));
  } catch {
    return undefined;
  }
}

/** The value as an object, or undefined when it is none. */
export function asFields(value: unknown): Fields | undefined {
  return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** Text of a message's content, which is a string or a list of parts; undefined when it is neither. */
export function contentText(content: unknown): string | undefined {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return undefined;
  const texts = content.map((part) => asFields(part)?.text);
  return texts.every((text) => typeof text === "string") ? texts.join("") : undefined;
}

/** True for a key that somebody set: headers built from a missing secret read `undefined` or `null`. */
export function isKey(key: string | undefined): key is string {
  return key !== undefined && key !== "" && key !== "undefined" && key !== "null";
}
