/** Whether a program printed what a page shows: a line `...` stands for any lines, `…` for anything within a line, spaces for any spaces. */
export function shows(output: string, block: string): boolean {
  return patternOf(block).test(output);
}

function patternOf(block: string): RegExp {
  const parts = block
    .trimEnd()
    .split("\n")
    .map((line) => (line === "..." ? "(?:.*\\n)*?" : `${lineOf(line)}\\n`));
  return new RegExp(`^${parts.join("")}`, "m");
}

function lineOf(line: string): string {
  const words = line.trim().split(/ +/);
  return `[ ]*${words.map(wordOf).join("[ ]+")}[ ]*`;
}

/** Colours are off, but a terminal's marks may stand around a word. */
function wordOf(word: string): string {
  return word
    .split("…")
    .map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
}
