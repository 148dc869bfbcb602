/** A token's metadata, as its collection makes it. */
const PREFIX = "data:application/json;base64,";

export interface Attribute {
  readonly trait_type: string;
  /** Numbers as they are written, since a reading may exceed what JavaScript counts exactly. */
  readonly value: string;
}

export interface Metadata {
  readonly name: string;
  readonly description: string;
  readonly image: string;
  readonly attributes: readonly Attribute[];
}

/** The JSON text inside a token's URI. @throws Error when it is no such URI */
export function textOf(uri: string): string {
  if (!uri.startsWith(PREFIX)) throw new Error(`The token's URI does not begin with ${PREFIX}`);
  return Buffer.from(uri.slice(PREFIX.length), "base64").toString();
}

/** @throws Error when the URI holds no token's metadata */
export function parseMetadata(uri: string): Metadata {
  const asWritten = (_: string, value: unknown, { source }: { source?: string }): unknown =>
    typeof value === "number" ? source : value;
  const metadata = JSON.parse(textOf(uri), asWritten as (key: string, value: unknown) => unknown) as Metadata;
  if (!Array.isArray(metadata.attributes)) throw new Error("The token's metadata has no attributes.");
  return metadata;
}
