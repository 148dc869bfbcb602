/** A member's value before it becomes text; integers become decimal strings. */
export type Member = string | number | bigint;

/**
 * The content document: RFC 8785 canonical JSON of an object whose members are all strings. Its keys and values are
 * printable ASCII without `"` and `\`, so that sorting the keys by code unit (section 3.2.3) is all the standard asks
 * for and nothing needs an escape.
 *
 * @example toDocument({ state: "calm", period: 7n }); // {"period":"7","state":"calm"}
 */
export const toDocument = (members: Readonly<Record<string, Member>>): string =>
  `{${Object.keys(members)
    .sort()
    .map((key) => `"${key}":"${members[key]}"`)}}`;
