/** A trait as the vocabulary has it: at bits [offset, offset + width) of the 64. */
export interface VocabularyTrait {
  readonly name: string;
  readonly offset: number;
  readonly width: number;
  readonly values: readonly string[];
}

/** A program's names. `docs/formats.md`, Vocabulary. */
export interface Vocabulary {
  readonly program: string;
  readonly states: readonly string[];
  /** ascending by name */
  readonly traits: readonly VocabularyTrait[];
  /** for people; one for each value of the trait `caption`, else none */
  readonly captions: readonly string[];
}

/** The document's fixed members: a member's place here is its source. Traits have source 9. */
export const FIXED_MEMBERS = [
  ...["decider", "multiplier", "period", "periodEnd", "program", "promptDigest", "reading", "schema", "state"],
] as const;
export const PROGRAM_SOURCE = 4;
export const STATE_SOURCE = 8;
export const TRAIT_SOURCE = 9;

/** Writes a vocabulary as `0x` and digits. Throws what {@link checkVocabulary} throws. */
export function encodeVocabulary(vocabulary: Vocabulary): string {
  checkVocabulary(vocabulary);
  const fixed = FIXED_MEMBERS.map((key, source) => ({
    key,
    bytes: [source, ...text(key), ...rest(vocabulary, source)],
  }));
  const traits = vocabulary.traits.map(({ name, offset, width, values }) => ({
    key: name,
    bytes: [TRAIT_SOURCE, ...text(name), offset, width, ...list(values)],
  }));
  const members = [...fixed, ...traits].sort((a, b) => (a.key < b.key ? -1 : 1));
  const bytes = [1, members.length, ...members.flatMap((member) => member.bytes), ...list(vocabulary.captions)];
  return "0x" + bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function rest(vocabulary: Vocabulary, source: number): number[] {
  if (source === PROGRAM_SOURCE) return text(vocabulary.program);
  return source === STATE_SOURCE ? list(vocabulary.states) : [];
}

function text(value: string): number[] {
  return [value.length, ...new TextEncoder().encode(value)];
}

function list(values: readonly string[]): number[] {
  const texts = values.flatMap(text);
  return [texts.length >> 8, texts.length & 255, values.length, ...texts];
}

const NAME = /^[a-z0-9-]{1,24}$/;
const CAPTION = /^[ !#-[\]-~]{1,120}$/;

/** Throws one clear error unless a vocabulary keeps the format's rules. */
export function checkVocabulary({ program, states, traits, captions }: Vocabulary): void {
  check(NAME.test(program), `the program's name "${program}" is not of [a-z0-9-]{1,24}`);
  checkNames(states, 16, "states");
  check(traits.length <= 8, `${traits.length} traits are more than 8`);
  let taken = 0n;
  traits.forEach(({ name, offset, width, values }, index) => {
    check(NAME.test(name), `the trait's name "${name}" is not of [a-z0-9-]{1,24}`);
    check(
      !index || traits[index - 1]!.name < name,
      `the trait "${name}" does not ascend: sort the traits, each name once`,
    );
    check(!(FIXED_MEMBERS as readonly string[]).includes(name), `the trait "${name}" has the key of a fixed member`);
    check(width >= 1 && width <= 5, `the trait "${name}" is ${width} bits wide, not 1 to 5`);
    check(offset >= 0 && offset + width <= 64, `the trait "${name}" does not lie within the 64 bits`);
    checkNames(values, 2 ** width, `values of the trait "${name}"`);
    const mask = ((1n << BigInt(width)) - 1n) << BigInt(offset);
    check((taken & mask) === 0n, `the trait "${name}" overlaps another: move its offset`);
    taken |= mask;
  });
  const expected = traits.find(({ name }) => name === "caption")?.values.length ?? 0;
  check(captions.length === expected, `${captions.length} captions for ${expected} values of the trait "caption"`);
  for (const caption of captions) {
    check(
      CAPTION.test(caption),
      `the caption "${caption}" is not 1 to 120 printable ASCII characters without " and \\`,
    );
  }
}

function checkNames(names: readonly string[], most: number, what: string): void {
  check(names.length >= 1 && names.length <= most, `${names.length} ${what}: there must be 1 to ${most}`);
  check(new Set(names).size === names.length, `two of the ${what} are alike: their documents would be, too`);
  for (const name of names) check(NAME.test(name), `"${name}" among the ${what} is not of [a-z0-9-]{1,24}`);
}

/** Throws `Vocabulary: <what>.` */
export function check(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(`Vocabulary: ${what}.`);
}
