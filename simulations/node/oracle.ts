/** One DON node: it observes requests, aggregates what all nodes observed, and signs reports. Each method answers one command. */
import { hexlify } from "ethers";

import { type Observation, aggregate } from "./aggregation.ts";
import { type Fault, distort } from "./faults.ts";
import { Journal } from "./journal.ts";
import { LIMITS } from "./limits.ts";
import type { Answers, NodeIdentity, OracleConfig, RawLog, SignedReport, UpkeepCheck } from "./protocol.ts";
import { encodeFunctionsReport, encodeUpkeepReport } from "./reports.ts";
import { type OracleRequest, type Program, parseProgram, parseRequest } from "./request.ts";
import { CRASHED, type RunResult, Sandbox } from "./sandbox.ts";
import { signReport, signerAddress, signingKey } from "./signing.ts";
import { createTransport, warm } from "./transport.ts";

/** Observations kept; far more than are ever pending. */
const REMEMBERED = 256;

export class Oracle {
  readonly #identity: NodeIdentity;
  readonly #key: ReturnType<typeof signingKey>;
  readonly #sandbox: Sandbox;
  /** A request is run once; later rounds about it use the same observation. */
  readonly #observed = new Map<string, Answers["observe"]>();
  #config: OracleConfig | undefined;
  #fault: Fault | null = null;

  static async start(identity: NodeIdentity): Promise<Oracle> {
    const transport = createTransport(identity);
    await warm(transport, identity.warmUrls);
    return new Oracle(identity, new Sandbox(transport, { ...LIMITS, ...identity.limits }));
  }

  private constructor(identity: NodeIdentity, sandbox: Sandbox) {
    this.#identity = identity;
    this.#key = signingKey(identity.seed, identity.node);
    this.#sandbox = sandbox;
  }

  get signer(): string {
    return signerAddress(this.#key);
  }

  /** Does what can be done ahead; to be called when nobody waits for this node. */
  prepare(): void {
    this.#sandbox.prepare();
  }

  configure(config: OracleConfig): null {
    this.#config = config;
    return null;
  }

  misbehave(fault: Fault | null): null {
    this.#fault = fault;
    return null;
  }

  async observe(log: RawLog, exhausted: boolean): Promise<Answers["observe"]> {
    const request = parseRequest(log);
    const known = this.#observed.get(request.requestId);
    if (known !== undefined) return known;
    const started = performance.now();
    const journal = this.#identity.journal ? new Journal() : undefined;
    const result = exhausted ? { error: CRASHED } : await this.#run(request.payload, journal);
    const answer = {
      observation: distort(this.#observation(request, result), this.#fault),
      ms: performance.now() - started,
    };
    // Without what it asked: a few hundred long bodies would fill the memory that runs share.
    this.#remember(request.requestId, answer);
    return journal === undefined ? answer : { ...answer, asked: journal.exchanges() };
  }

  report(epoch: number, observations: readonly Observation[]): SignedReport | null {
    const config = this.#configured();
    const outcome = aggregate(observations, config);
    if (outcome === undefined) return null;
    return signReport(this.#key, encodeFunctionsReport(outcome), config.functionsDigest, epoch);
  }

  perform(epoch: number, checks: readonly UpkeepCheck[], block: { number: number; hash: string }): SignedReport | null {
    const report = encodeUpkeepReport(checks, block);
    if (report === undefined) return null;
    return signReport(this.#key, report, this.#configured().automationDigest, epoch);
  }

  async #run(payload: Uint8Array, journal: Journal | undefined): Promise<RunResult> {
    let program: Program;
    let secrets: Readonly<Record<string, string>>;
    try {
      program = parseProgram(payload);
      secrets = this.#secretsFor(program);
    } catch (error) {
      return { error: (error as Error).message };
    }
    const { source, args, bytesArgs } = program;
    return this.#sandbox.run({ source, args, bytesArgs, secrets }, journal);
  }

  #remember(requestId: string, answer: Answers["observe"]): void {
    this.#observed.set(requestId, answer);
    const [oldest] = this.#observed.keys();
    if (this.#observed.size > REMEMBERED && oldest !== undefined) this.#observed.delete(oldest);
  }

  /** As on a DON, a run gets secrets only if its request refers to them. */
  #secretsFor({ secretsReference }: Program): Readonly<Record<string, string>> {
    if (secretsReference === undefined) return {};
    const hosted = this.#identity.secretsReference;
    if (secretsReference.slotId !== hosted.slotId || secretsReference.version !== hosted.version) {
      throw new Error("failed to fetch DONHosted secrets: not found");
    }
    return this.#identity.secrets;
  }

  #observation(request: OracleRequest, run: RunResult): Observation {
    return {
      node: this.#identity.node,
      requestId: request.requestId,
      result: "bytes" in run ? hexlify(run.bytes) : "0x",
      error: "error" in run ? hexlify(new TextEncoder().encode(run.error)) : "0x",
      callbackGasLimit: request.callbackGasLimit,
      coordinator: request.coordinator,
      onchainMetadata: request.commitment,
    };
  }

  #configured(): OracleConfig {
    if (this.#config === undefined) throw new Error("The node was asked for a report before it was configured.");
    return this.#config;
  }
}
