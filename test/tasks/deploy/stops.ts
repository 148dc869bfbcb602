/** A process that dies at a chosen transaction, as far as the chain can tell: from then on nothing it asks for is done. */
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { HookContext, NetworkHooks } from "hardhat/types/hooks";
import type { NetworkConnection } from "hardhat/types/network";
import type { JsonRpcRequest, JsonRpcResponse } from "hardhat/types/providers";

/** Where it dies: the transaction does not leave; or it does, but its hash never arrives; or its receipt. */
export type Moment = "before it is sent" | "before its hash arrives" | "before its receipt arrives";

type Next = (context: HookContext, connection: NetworkConnection, request: JsonRpcRequest) => Promise<JsonRpcResponse>;

export class Stops {
  readonly #hre: HardhatRuntimeEnvironment;
  readonly #hooks: Partial<NetworkHooks>;
  #at = 0;
  #moment: Moment = "before it is sent";
  #sent = 0;
  #dead = false;

  constructor(hre: HardhatRuntimeEnvironment) {
    this.#hre = hre;
    this.#hooks = { onRequest: this.#onRequest as NetworkHooks["onRequest"] };
    hre.hooks.registerHandlers("network", this.#hooks);
  }

  /** The next process dies at its `at`th transaction. */
  arm(at: number, moment: Moment): void {
    [this.#at, this.#moment, this.#sent, this.#dead] = [at, moment, 0, false];
  }

  remove(): void {
    this.#hre.hooks.unregisterHandlers("network", this.#hooks);
  }

  readonly #onRequest = async (
    context: HookContext,
    connection: NetworkConnection,
    request: JsonRpcRequest,
    next: Next,
  ): Promise<JsonRpcResponse> => {
    this.#goOnUnless(request.method === "eth_getTransactionReceipt" && this.#isAt("before its receipt arrives"));
    if (request.method !== "eth_sendTransaction") return next(context, connection, request);
    this.#sent++;
    this.#goOnUnless(this.#isAt("before it is sent"));
    const response = await next(context, connection, request);
    this.#goOnUnless(this.#isAt("before its hash arrives"));
    return response;
  };

  #isAt(moment: Moment): boolean {
    return this.#moment === moment && this.#at !== 0 && this.#sent >= this.#at;
  }

  #goOnUnless(dies: boolean): void {
    this.#dead ||= dies;
    if (this.#dead) throw new Error("The process is dead.");
  }
}
