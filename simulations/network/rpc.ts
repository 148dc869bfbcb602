/** What the chain takes and gives, in JSON-RPC's own shapes. */

/** A log as JSON-RPC gives it. */
export interface RpcLog {
  readonly address: string;
  readonly topics: string[];
  readonly data: string;
  readonly blockNumber: string;
}

/** A transaction's receipt as JSON-RPC gives it. */
export interface RpcReceipt {
  readonly transactionHash: string;
  readonly status: string;
  readonly gasUsed: string;
  readonly blockNumber: string;
  readonly contractAddress: string | null;
  readonly logs: readonly RpcLog[];
}

/** A call or transaction; the chain adds what is left out. */
export interface Transaction {
  readonly from: string;
  readonly to?: string;
  readonly data: string;
  readonly gas?: number;
  /** Wei a unit of gas. */
  readonly gasPrice?: bigint | undefined;
}
