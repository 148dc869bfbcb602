/** Text that fits a terminal. */

/** At most so many characters; what is left out shows as an ellipsis. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** Lines of at most `width` characters under an indent: broken after spaces and commas, and in the middle of what has none. */
export function wrap(text: string, indent: number, width: number): string[] {
  const room = width - indent;
  const lines: string[] = [];
  let line = "";
  for (const piece of text.split(/(?<=[ ,])/).flatMap((each) => pieces(each, room))) {
    if ((line + piece).trimEnd().length > room) {
      lines.push(line);
      line = "";
    }
    line += piece;
  }
  return [...lines, line].filter((each) => each !== "").map((each) => " ".repeat(indent) + each.trimEnd());
}

function pieces(text: string, room: number): string[] {
  return text.length <= room ? [text] : [text.slice(0, room), ...pieces(text.slice(room), room)];
}

/** `all nodes`, `node 2`, `nodes 0, 1 and 3`, `no node`. */
export function nodeList(nodes: readonly number[], of: number): string {
  if (nodes.length === 0) return "no node";
  if (nodes.length === of) return "all nodes";
  const [last, ...others] = nodes.toReversed();
  return others.length === 0 ? `node ${last}` : `nodes ${others.toReversed().join(", ")} and ${last}`;
}
