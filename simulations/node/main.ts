/** A node process: reads commands from stdin, answers on stdout, ends when stdin closes. Started by Deno. */
import { Oracle } from "./oracle.ts";
import type { Command, Envelope, Reply } from "./protocol.ts";

interface DenoProcess {
  readonly stdin: { readonly readable: ReadableStream<Uint8Array> };
  readonly stdout: { writeSync(bytes: Uint8Array): number };
  addSignalListener(signal: "SIGINT", listener: () => void): void;
  exit(code: number): never;
}

declare const Deno: DenoProcess;

let oracle: Oracle | undefined;

// A Ctrl-C reaches the whole foreground group; the driver decides the order in which things end.
Deno.addSignalListener("SIGINT", () => undefined);
for await (const line of lines(Deno.stdin.readable)) void handle(JSON.parse(line) as Envelope);
Deno.exit(0);

async function handle(envelope: Envelope): Promise<void> {
  try {
    reply({ id: envelope.id, answer: await answer(envelope) });
    // A report ends a round: while the driver transmits it, the node has time.
    if (envelope.type === "report") oracle?.prepare();
  } catch (error) {
    reply({ id: envelope.id, failure: error instanceof Error ? error.message : String(error) });
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

function reply(message: Reply): void {
  // On a line of its own, whatever user code may have written to the same output.
  const bytes = new TextEncoder().encode(`\n${JSON.stringify(message)}\n`);
  for (let written = 0; written < bytes.length;) written += Deno.stdout.writeSync(bytes.subarray(written));
}

async function* lines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = parts.pop() ?? "";
    yield* parts;
  }
}
