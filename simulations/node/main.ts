/** A node process: connects to its driver, reads commands, answers them, ends when the driver is gone. Started by Deno. */
import { GREETING, LINE_VARIABLE, lines, seal, unseal } from "./line.ts";
import { Oracle } from "./oracle.ts";
import type { Command, Envelope, Reply } from "./protocol.ts";

interface Connection {
  readonly readable: ReadableStream<Uint8Array>;
  write(bytes: Uint8Array): Promise<number>;
  setNoDelay(): void;
}

interface DenoProcess {
  readonly env: { get(name: string): string | undefined };
  connect(options: { hostname: string; port: number }): Promise<Connection>;
  addSignalListener(signal: "SIGINT", listener: () => void): void;
  exit(code: number): never;
}

declare const Deno: DenoProcess;

let oracle: Oracle | undefined;

// A Ctrl-C reaches the whole foreground group; the driver decides the order in which things end.
Deno.addSignalListener("SIGINT", () => undefined);
const [port, key = ""] = (Deno.env.get(LINE_VARIABLE) ?? "").split(":");
const connection = await Deno.connect({ hostname: "127.0.0.1", port: Number(port) });
connection.setNoDelay();
let sent = send(seal(key, "node", GREETING));
try {
  for await (const line of lines(connection.readable)) {
    const command = unseal(key, "driver", line);
    if (command !== undefined) void handle(JSON.parse(command) as Envelope);
  }
} finally {
  // Also when the line breaks: without a driver there is nothing to do and nobody to tell.
  Deno.exit(0);
}

async function handle(envelope: Envelope): Promise<void> {
  try {
    await reply({ id: envelope.id, answer: await answer(envelope) });
    // A report ends a round: while the driver transmits it, the node has time.
    if (envelope.type === "report") oracle?.prepare();
  } catch (error) {
    await reply({ id: envelope.id, failure: error instanceof Error ? error.message : String(error) });
  }
}

async function answer(command: Command): Promise<unknown> {
  if (command.type === "start") {
    oracle = await Oracle.start(command.identity);
    return { signer: oracle.signer };
  }
  if (oracle === undefined) throw new Error("The node was not started.");
  switch (command.type) {
    case "configure":
      return oracle.configure(command.config);
    case "misbehave":
      return oracle.misbehave(command.fault);
    case "observe":
      return oracle.observe(command.log, command.exhausted);
    case "report":
      return oracle.report(command.epoch, command.observations);
    case "perform":
      return oracle.perform(command.epoch, command.checks, command.block);
  }
}

/** One after the other, each on a line of its own, whatever user code may have got into the same connection. */
function reply(message: Reply): Promise<void> {
  const text = `\n${seal(key, "node", JSON.stringify(message))}`;
  return (sent = sent.then(() => send(text)));
}

async function send(text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  for (let written = 0; written < bytes.length;) written += await connection.write(bytes.subarray(written));
}
