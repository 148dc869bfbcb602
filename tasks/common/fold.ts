/**
 * Breaks a text between words into lines of at most `width` characters; a longer word has a line of its own.
 *
 * @example fold("a program that waits", 10) // ["a program", "that waits"]
 */
export function fold(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
