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

/** What stands before a command that is to be copied. */
const COMMAND = /^ *(try|next): /;

/**
 * A message whose lines fit a terminal, continuation lines indented by 2 more than their first. A command keeps its line, so that it can be copied.
 */
export function foldMessage(text: string, width = 80): string {
  return text
    .split("\n")
    .map((line) => (COMMAND.test(line) ? line : foldLine(line, width)))
    .join("\n");
}

function foldLine(line: string, width: number): string {
  if (line.length <= width) return line;
  const indent = /^ */.exec(line)![0];
  return indent + fold(line.trim(), width - indent.length - 2).join(`\n${indent}  `);
}
