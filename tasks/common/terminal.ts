/** Where tasks print and ask: the terminal, or whoever captures them. */
import { AsyncLocalStorage } from "node:async_hooks";
import { createInterface } from "node:readline/promises";

import { foldMessage } from "./fold.ts";

export interface Terminal {
  /** Results, on standard output. */
  print(line: string): void;
  /** Progress, warnings and errors, on standard error; a terminal breaks them into lines. */
  note(line: string): void;
  /** Undefined when nobody is there to answer. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
  exitCode(code: number): void;
}

const captured = new AsyncLocalStorage<Terminal>();

const real: Terminal = {
  print: (line) => console.log(line),
  note: (line) => console.error(foldMessage(line)),
  get ask() {
    return process.stdin.isTTY && process.stdout.isTTY ? askAtTerminal : undefined;
  },
  exitCode: (code) => {
    process.exitCode = code;
  },
};

async function askAtTerminal(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await lines.question(visible(question));
  } finally {
    lines.close();
  }
}

/** The terminal of the running task. */
export function terminal(): Terminal {
  return captured.getStore() ?? real;
}

/** Runs tasks with another terminal. */
export function withTerminal<T>(other: Terminal, run: () => Promise<T>): Promise<T> {
  return captured.run(other, run);
}

export function print(line = ""): void {
  terminal().print(visible(line));
}

export function note(line: string): void {
  terminal().note(visible(line));
}

/** One JSON document on standard output; bigints as decimal strings. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? one.toString() : one), 2));
}

/**
 * Nodes, contracts and providers are quoted: what in their words a terminal would obey or show in another order is escaped as in JSON. Line
 * ends and tabs stay.
 */
function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, (one) =>
    one === "\n" || one === "\t" ? one : `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
