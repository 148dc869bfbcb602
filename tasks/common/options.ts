/** Options that many tasks share, so that they have one name and one meaning. */

/** Whoever signs. */
export const from = {
  name: "from",
  description: "Account that acts: its place in the network's accounts, or an address among them",
  defaultValue: "0",
} as const;

export const json = { name: "json", description: "Print one JSON document and nothing else" } as const;

/** What may be left out; the empty text says that it was. */
export const optional = (name: string, description: string) => ({ name, description, defaultValue: "" });

export const link = (description: string) => optional("link", description);

export const periods = optional("periods", "Instead of an amount: for how many periods, at what they cost now");

/** Whoever cannot be asked. */
export const yes = { name: "yes", description: "Do it without asking" } as const;

export const termsSignature = optional(
  "termsSignature",
  "Signature with which the account may accept the terms of service; a local network gives it",
);

/**
 * Words of a command with the options that were given, for a remedy that repeats it.
 *
 * @param given by name as on the command line; empty texts and the first account are left out
 */
export function repeated(words: string, given: Readonly<Record<string, string>>): string {
  const options = Object.entries(given).filter(([name, value]) => value !== (name === "from" ? from.defaultValue : ""));
  return [words, ...options.map(([name, value]) => `--${name} ${value}`)].join(" ");
}
