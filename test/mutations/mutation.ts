/** One deliberate break of the contracts, and the test that has to notice it. */
export interface Mutation {
  /** What is broken; the command chooses by it. */
  readonly name: string;
  /** Path from the root of the project. */
  readonly file: string;
  /** Text that stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** Solidity test file that turns red. */
  readonly guardedBy: string;
  /** The message with which it does: of the invariants, the law that is broken. */
  readonly law: string;
}

/** The test file of the invariants. */
export const INVARIANTS = "test/invariant/Imago.t.sol";

/** How often a text stands in another. */
export const occurrences = (text: string, part: string): number => text.split(part).length - 1;

/**
 * The source with the break in it.
 *
 * @throws Error when the text to replace does not stand in the source exactly once
 */
export function mutate(source: string, { name, file, find, replace }: Mutation): string {
  const found = occurrences(source, find);
  if (found !== 1) {
    throw new Error(
      `"${name}": its text stands ${found} times in ${file}, not once; bring test/mutations up to date: ${find}`,
    );
  }
  // A function, for "$" in a replacement text has a meaning of its own.
  return source.replace(find, () => replace);
}
