/** What `npm start` can be told. */
import { parseArgs } from "node:util";

import { type Command, readCommand } from "../faults/command.ts";
import { UsageError } from "../usage-error.ts";

export const USAGE = `npm start [-- options]
  --brief       a few days of each program instead of a month
  --ai URL      let an OpenAI-compatible server decide instead of the scripted
                stand-in, such as http://127.0.0.1:11434/v1
  --model NAME  which of that server's models
  --serve PORT  afterwards keep the last chain up as JSON-RPC on 127.0.0.1
                (0 chooses a port); Ctrl-C ends it
  --fault NAME[#NODES][@DAYS]
                lets something more go wrong, such as node-killed@13 or
                yahoo-stale#0,1@5-7; as often as you like
  --faults      the names of everything that can go wrong
  --out FOLDER  where trace and picture go (default: out)
  --help        this text`;

export interface Options {
  readonly brief: boolean;
  /** Base URL of the server that decides, without a slash at its end. */
  readonly ai: string | undefined;
  /** The server's model; what the programs ask for when left out. */
  readonly model: string | undefined;
  readonly serve: number | undefined;
  readonly out: string;
  /** What is to go wrong besides. */
  readonly faults: readonly Command[];
  /** Only list what can go wrong. */
  readonly list: boolean;
}

/**
 * @returns undefined when help was asked for
 * @throws UsageError with the usage for anything that is not an option
 */
export function readOptions(args: readonly string[]): Options | undefined {
  const values = parse(args);
  if (values.help) return undefined;
  if (values.out === "") throw mistake("--out takes a folder.");
  if (values.model === "") throw mistake("--model takes a name.");
  if (values.model !== undefined && values.ai === undefined)
    throw mistake("--model names a model of the server at --ai.");
  const { brief, model, out } = values;
  const faults = (values.fault ?? []).map(commandOf);
  return { brief, ai: serverOf(values.ai), model, serve: portOf(values.serve), out, faults, list: values.faults };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        brief: { type: "boolean", default: false },
        ai: { type: "string" },
        model: { type: "string" },
        serve: { type: "string" },
        fault: { type: "string", multiple: true },
        faults: { type: "boolean", default: false },
        out: { type: "string", default: "out" },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw mistake((error as Error).message);
  }
}

function commandOf(text: string): Command {
  try {
    return readCommand(text);
  } catch (error) {
    throw mistake(`--fault: ${(error as Error).message}`);
  }
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw mistake(`--serve takes a port from 0 to 65535, not "${text}".`);
  return Number(text);
}

function serverOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    throw mistake(`--ai takes a URL such as http://127.0.0.1:11434/v1, not "${text}".`);
  }
  return text.replace(/\/+$/, "");
}

const mistake = (what: string): UsageError => new UsageError(`${what}\n\n${USAGE}`);
