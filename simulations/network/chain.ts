/** The chain: Hardhat's, in process, with a clock of its own. No block's time or gas price is left to the machine. */
import { setInterval } from "node:timers";

import { toQuantity } from "ethers";
import hre from "hardhat";
import type { HookContext, NetworkHooks } from "hardhat/types/hooks";
import type { JsonRpcRequest, JsonRpcResponse } from "hardhat/types/providers";

import type { RpcReceipt, Transaction } from "./rpc.ts";

export type Connection = Awaited<ReturnType<typeof createConnection>>;

export interface ChainOptions {
  /** Unix seconds of genesis and of every block until the clock is set. */
  readonly initialTime: number;
  /** Wei a unit of gas, of every transaction that states none. */
  readonly gasPrice: bigint;
  /** How many unlocked accounts. */
  readonly accounts: number;
}

/** Gas limit of transactions that state none: fixed, so that none is run twice to estimate it. */
const GAS_LIMIT = 15_000_000;
const BLOCK_GAS_LIMIT = 60_000_000;
const NO_FEE_HISTORY = { code: -32_601, message: "This chain keeps no history of fees; take eth_gasPrice." };
const MINES = new Set(["eth_sendTransaction", "eth_sendRawTransaction", "evm_mine", "hardhat_mine"]);

export class Chain {
  readonly connection: Connection;
  readonly #gasPrice: bigint;
  #time: number;
  /** While time runs: monotonic milliseconds at which `#time` was right. */
  #runningSince: number | undefined;
  #mining: Promise<unknown> = Promise.resolve();
  readonly #hooks: Partial<NetworkHooks>;

  static async start(options: ChainOptions): Promise<Chain> {
    return new Chain(await createConnection(options), options);
  }

  private constructor(connection: Connection, { initialTime, gasPrice }: ChainOptions) {
    this.connection = connection;
    this.#time = initialTime;
    this.#gasPrice = gasPrice;
    this.#hooks = { onRequest: this.#onRequest as NetworkHooks["onRequest"] };
    hre.hooks.registerHandlers("network", this.#hooks);
  }

  /** Unix seconds that the next block will carry. */
  get time(): number {
    const elapsed = this.#runningSince === undefined ? 0 : (performance.now() - this.#runningSince) / 1_000;
    return this.#time + Math.floor(elapsed);
  }

  /**
   * Moves the clock and mines a block, so that calls see the new time too.
   *
   * @param unixSeconds not before the present time
   * @throws RangeError if it is
   */
  async setTime(unixSeconds: number): Promise<void> {
    if (unixSeconds < this.time)
      throw new RangeError(`The chain is at ${this.time} s already; it cannot go back to ${unixSeconds} s.`);
    this.#set(unixSeconds);
    await this.mine();
  }

  async mine(): Promise<void> {
    await this.request("evm_mine", []);
  }

  /**
   * Lets time run as the clock on the wall does, mining a block every `blockSeconds`, until the returned function is called.
   *
   * @throws Error if it runs already
   */
  run(blockSeconds: number): () => void {
    if (this.#runningSince !== undefined) throw new Error("The chain's time runs already; stop its server first.");
    this.#runningSince = performance.now();
    // A block that cannot be mined shows in the next request.
    const timer = setInterval(() => void this.mine().catch(() => undefined), blockSeconds * 1_000);
    return () => {
      clearInterval(timer);
      this.#set(this.time);
      this.#runningSince = undefined;
    };
  }

  async request<T>(method: string, params: readonly unknown[]): Promise<T> {
    return (await this.connection.provider.request({ method, params: [...params] })) as T;
  }

  /** Sends from an unlocked account and returns the receipt; a revert throws with the contract's error. */
  async send(transaction: Transaction): Promise<RpcReceipt> {
    return this.receipt(await this.submit(transaction));
  }

  /** Sends from an unlocked account and returns the transaction's hash. */
  submit(transaction: Transaction): Promise<string> {
    return this.request<string>("eth_sendTransaction", [toRpc(transaction)]);
  }

  receipt(hash: string): Promise<RpcReceipt> {
    return this.request<RpcReceipt>("eth_getTransactionReceipt", [hash]);
  }

  /**
   * Remembers the chain as it is. What it returns undoes all later blocks, any number of times; the clock goes back with them unless it is told
   * to go on.
   */
  async checkpoint(): Promise<(clock: "goes back" | "goes on") => Promise<void>> {
    const time = this.time;
    let snapshot = await this.request<string>("evm_snapshot", []);
    return async (clock) => {
      const now = this.time;
      if (!(await this.request<boolean>("evm_revert", [snapshot])))
        throw new Error("The chain has already been taken back to before this checkpoint; make a new one.");
      snapshot = await this.request<string>("evm_snapshot", []);
      this.#set(clock === "goes on" ? now : time);
    };
  }

  /** Reads at the latest block. */
  call(transaction: Transaction): Promise<string> {
    return this.request<string>("eth_call", [toRpc(transaction), "latest"]);
  }

  async latestBlock(): Promise<{ number: number; hash: string; timestamp: number }> {
    const block = await this.request<Record<"number" | "hash" | "timestamp", string>>("eth_getBlockByNumber", [
      "latest",
      false,
    ]);
    return { number: Number(block.number), hash: block.hash, timestamp: Number(block.timestamp) };
  }

  async stop(): Promise<void> {
    hre.hooks.unregisterHandlers("network", this.#hooks);
    await this.connection.close();
  }

  #set(unixSeconds: number): void {
    this.#time = unixSeconds;
    if (this.#runningSince !== undefined) this.#runningSince = performance.now();
  }

  /**
   * Whoever sends, each block's time comes from this clock; whoever sets the next block's time sets the clock. Whoever asks for the gas price hears
   * what the services pay.
   */
  readonly #onRequest = async (
    context: HookContext,
    connection: Connection,
    request: JsonRpcRequest,
    next: (context: HookContext, connection: Connection, request: JsonRpcRequest) => Promise<JsonRpcResponse>,
  ): Promise<JsonRpcResponse> => {
    if (connection !== this.connection) return next(context, connection, request);
    if (request.method === "eth_gasPrice")
      return { jsonrpc: "2.0", id: request.id, result: toQuantity(this.#gasPrice) };
    // From the history of nearly empty blocks a client would conclude a lower price, at which a request blocks less LINK than its answer costs.
    if (request.method === "eth_feeHistory") return { jsonrpc: "2.0", id: request.id, error: NO_FEE_HISTORY };
    if (request.method === "evm_setNextBlockTimestamp") this.#set(Number((request.params as unknown[])[0]));
    if (!MINES.has(request.method)) return next(context, connection, request);
    // One at a time, since the time is set just before.
    const turn = this.#mining.then(async () => {
      await this.request("evm_setNextBlockTimestamp", [this.time]);
      const response = await next(context, connection, request);
      // Many blocks at once have times of their own.
      if (request.method === "hardhat_mine") this.#set((await this.latestBlock()).timestamp);
      return response;
    });
    this.#mining = turn.catch(() => undefined);
    return turn;
  };
}

function createConnection({ initialTime, gasPrice, accounts }: ChainOptions) {
  return hre.network.create({
    network: "default",
    chainType: "l1",
    override: {
      initialDate: new Date(initialTime * 1_000),
      allowBlocksWithSameTimestamp: true,
      gas: GAS_LIMIT,
      gasPrice,
      // Blocks are nearly empty, so the base fee only falls from here and the gas price stays above it.
      initialBaseFeePerGas: gasPrice / 2n,
      blockGasLimit: BLOCK_GAS_LIMIT,
      accounts: { count: accounts, accountsBalance: 10n ** 26n },
      mining: { auto: true, interval: 0 },
    },
  });
}

/** With numbers as JSON-RPC writes them. */
function toRpc({ gas, gasPrice, ...rest }: Transaction): Record<string, string> {
  return {
    ...rest,
    ...(gas === undefined ? {} : { gas: toQuantity(gas) }),
    ...(gasPrice === undefined ? {} : { gasPrice: toQuantity(gasPrice) }),
  };
}
