/** Options that many tasks share, so that they have one name and one meaning. */

/** Whoever signs. */
export const from = {
  name: "from",
  description: "Account that acts: its place in the network's accounts, or an address among them",
  defaultValue: "0",
} as const;

export const json = { name: "json", description: "Print one JSON document and nothing else" } as const;

export const link = (description: string) => ({ name: "link", description, defaultValue: "" }) as const;

export const periods = {
  name: "periods",
  description: "Instead of an amount: for how many periods, at what they cost now",
  defaultValue: "",
} as const;

/** Whoever cannot be asked. */
export const yes = { name: "yes", description: "Do it without asking" } as const;

export const termsSignature = {
  name: "termsSignature",
  description: "Signature with which the account may accept the terms of service; a local network gives it",
  defaultValue: "",
} as const;

/**
 * Words of a command with the options that were given, for a remedy that repeats it.
 *
 * @param given by name as on the command line; empty texts and the first account are left out
 */
export function repeated(words: string, given: Readonly<Record<string, string>>): string {
  const options = Object.entries(given).filter(([name, value]) => value !== (name === "from" ? from.defaultValue : ""));
  return [words, ...options.map(([name, value]) => `--${name} ${value}`)].join(" ");
}
