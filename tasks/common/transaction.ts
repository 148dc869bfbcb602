/** Transactions whose doing and cost are told. */
import type { ContractTransactionResponse, ContractTransactionReceipt, Provider } from "ethers";

import { type Prices, formatCount, formatNative, formatUsd, usdOfNative } from "./money.ts";
import { fold } from "./fold.ts";
import { print } from "./terminal.ts";

/** Columns of a terminal, less the indent of a line that goes on. */
const WIDTH = 78;

/** Adds up what a task spends. */
export class Spending {
  readonly #prices: Prices | undefined;
  #wei = 0n;
  #gas = 0n;

  /** @param prices undefined where no feeds are known: then costs are told without dollars */
  constructor(prices: Prices | undefined) {
    this.#prices = prices;
  }

  /**
   * Sends, waits for the receipt, and prints what was done, what it cost, and the transaction's hash.
   *
   * @param done what has happened then, for people: "added consumer 0x12 to subscription 3"
   * @throws what the contract refused, before or in the transaction
   */
  async send(done: string, sending: Promise<ContractTransactionResponse>): Promise<ContractTransactionReceipt> {
    const receipt = (await (await sending).wait())!;
    const wei = receipt.gasUsed * receipt.gasPrice;
    this.#wei += wei;
    this.#gas += receipt.gasUsed;
    this.#print(done, receipt.gasUsed, wei, receipt.hash);
    return receipt;
  }

  /** Prints the same for several transactions that somebody else has sent, such as Hardhat Ignition. */
  async tell(
    done: string,
    hashes: readonly string[],
    provider: Pick<Provider, "getTransactionReceipt">,
  ): Promise<void> {
    const receipts = await Promise.all(hashes.map((hash) => provider.getTransactionReceipt(hash)));
    const sum = (of: (receipt: { gasUsed: bigint; gasPrice: bigint }) => bigint): bigint =>
      receipts.reduce((total, receipt) => total + of(receipt!), 0n);
    const [gas, wei] = [sum(({ gasUsed }) => gasUsed), sum(({ gasUsed, gasPrice }) => gasUsed * gasPrice)];
    this.#wei += wei;
    this.#gas += gas;
    this.#print(done, gas, wei, `${hashes.length} transactions`);
  }

  /** What all of it cost. */
  get total(): string {
    return this.#cost(this.#gas, this.#wei);
  }

  #print(done: string, gas: bigint, wei: bigint, which: string): void {
    print(fold(done, WIDTH).join("\n  "));
    print(`  ${this.#cost(gas, wei)}`);
    print(`  ${which}`);
  }

  #cost(gas: bigint, wei: bigint): string {
    const usd = this.#prices && ` (${formatUsd(usdOfNative(wei, this.#prices))})`;
    return `${formatCount(gas)} gas, ${formatNative(wei)}${usd ?? ""}`;
  }
}
