/** Runs scripts as the local network's nodes do: a request's log in, an observation out, nothing else of the network. */
import { join } from "node:path";

import cbor from "cbor";
import { ZeroAddress, ZeroHash, getBytes, toBeHex } from "ethers";

import { NodeHandle } from "../../../simulations/network/nodes.ts";
import { NodeBundles } from "../../../simulations/network/node-bundle.ts";
import { createTempFolder, removeTempFolder } from "../../../simulations/network/temp-folder.ts";
import type { RawLog } from "../../../simulations/node/protocol.ts";
import { oracleRequests } from "../../../simulations/node/request.ts";
import type { Adjustable, Outcome, Script } from "./script.ts";

const SECRETS_REFERENCE = { slotId: 1, version: 2 };
const COMMITMENT = [ZeroHash, ZeroAddress, 0, ZeroAddress, 1, 300_000, 0, 0, 0, 0, 2_000_000_000] as const;

/** What a node is started with, besides its number. */
interface Equipment {
  readonly limits: Partial<Adjustable>;
  readonly secrets: Readonly<Record<string, string>>;
}

/** One bundle and one temp folder for all nodes that are started from it. */
export class NodePool {
  readonly #folder: string;
  readonly #bundles: NodeBundles;
  readonly #nodes: NodeHandle[] = [];
  #requests = 0;

  static async create(): Promise<NodePool> {
    const folder = await createTempFolder();
    return new NodePool(folder, new NodeBundles(folder));
  }

  private constructor(folder: string, bundles: NodeBundles) {
    this.#folder = folder;
    this.#bundles = bundles;
  }

  async start({ limits, secrets }: Equipment): Promise<NodeHandle> {
    const node = this.#nodes.length;
    const common = { seed: "conformance", proxy: null, caCertificate: null, warmUrls: [] };
    const identity = { node, secrets, secretsReference: SECRETS_REFERENCE, limits, ...common };
    const handle = new NodeHandle(node, this.#bundles, join(this.#folder, String(node)), { type: "start", identity });
    this.#nodes.push(handle);
    await handle.start();
    return handle;
  }

  /** @throws Error if the node observes nothing */
  async run(node: NodeHandle, script: Script): Promise<Outcome> {
    const answer = await node.observe(requestLog(++this.#requests, script));
    if (answer === undefined) throw new Error(`"${script.name}" has taken down its node.`);
    const { result, error } = answer.observation;
    return { response: result, error: Buffer.from(error.slice(2), "hex").toString() };
  }

  async close(): Promise<void> {
    await Promise.all(this.#nodes.map((node) => node.stop()));
    await removeTempFolder(this.#folder);
  }
}

function requestLog(number: number, script: Script): RawLog {
  const id = toBeHex(number, 32);
  const values = [id, ZeroAddress, ZeroAddress, 1, ZeroAddress, payload(script), 1, ZeroHash, 300_000, COMMITMENT];
  return { address: ZeroAddress, ...oracleRequests.encodeEventLog("OracleRequest", values) };
}

function payload({ source, args, bytesArgs, secrets }: Script): Uint8Array {
  const { slotId: slotID, version } = SECRETS_REFERENCE;
  return cbor.encode({
    codeLocation: 0,
    codeLanguage: 0,
    source,
    ...(args && { args }),
    ...(bytesArgs && { bytesArgs: bytesArgs.map((bytes) => Buffer.from(getBytes(bytes))) }),
    ...(secrets && { secretsLocation: 2, secrets: cbor.encode({ slotID, version }) }),
  });
}
