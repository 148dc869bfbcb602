/** How a command line names a fault, the nodes that it strikes, and when: `NAME[#NODES][@DAYS]`. */
import { type FaultOnCommand, type Target } from "./fault.ts";
import { faultOf, faults } from "./index.ts";

/** A fault as it was ordered. */
export interface Command {
  /** As it was written. */
  readonly text: string;
  readonly fault: FaultOnCommand;
  readonly target: Target;
  /** First and last day of a story, counted from 1; undefined: the story chooses. */
  readonly days: readonly [first: number, last: number] | undefined;
}

const FORM = /^([a-z0-9-]+)(?:#(\d+(?:,\d+)*))?(?:@(\d+)(?:-(\d+))?)?$/;

/**
 * Reads what was ordered.
 *
 * @example readCommand("kraken-down#0,2@5-7") // nodes 0 and 2 cannot reach Kraken on days 5 to 7
 * @throws Error that says what is wrong with it
 */
export function readCommand(text: string): Command {
  const [, id = "", nodes, from, to] = FORM.exec(text) ?? [];
  if (id === "") throw new Error(`"${text}" is no NAME[#NODES][@DAYS] such as node-killed#3@5-7.`);
  const fault = faultOf(id);
  if (nodes !== undefined && fault.strikes === "chain")
    throw new Error(`"${id}" strikes the chain, not single nodes; leave out #${nodes}.`);
  const [first, last] = [Number(from), Number(to ?? from)];
  if (from !== undefined && (first < 1 || last < first))
    throw new Error(`"${text}": days count from 1 and go forward.`);
  return {
    text,
    fault,
    target: nodes === undefined ? {} : { nodes: nodes.split(",").map(Number) },
    days: from === undefined ? undefined : [first, last],
  };
}

/** Every fault's name and sentence, as `--faults` shows them in 80 columns. */
export function faultsText(): string {
  const groups = ["nodes", "chain", "world"] as const;
  return groups
    .map((group) => {
      const members = faults.filter(({ strikes }) => strikes === group);
      return [`Faults of ${group === "nodes" ? "nodes" : `the ${group}`}:`, ...members.flatMap(entry)].join("\n");
    })
    .join("\n\n");
}

const WIDTH = 80;
const NAME_WIDTH = 30;

function entry({ id, sentence }: FaultOnCommand): string[] {
  const lines = [`  ${id.padEnd(NAME_WIDTH)}`];
  for (const word of sentence.split(" ")) {
    const last = lines.at(-1)!;
    if (last.length + 1 + word.length > WIDTH) lines.push(`${" ".repeat(NAME_WIDTH + 2)} ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
