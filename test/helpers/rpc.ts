/** The development node's own methods. */
import type { Signer } from "ethers";
import type hre from "hardhat";

export type Connection = Awaited<ReturnType<typeof hre.network.create>>;

/** Lets a contract's address send transactions, for tests that stand in its place. */
export async function impersonateAccount(connection: Connection, address: string): Promise<Signer> {
  await connection.provider.request({ method: "hardhat_impersonateAccount", params: [address] });
  await setBalance(connection, address, 10n ** 20n);
  return connection.ethers.getSigner(address);
}

export async function setBalance(connection: Connection, address: string, wei: bigint): Promise<void> {
  await connection.provider.request({ method: "hardhat_setBalance", params: [address, `0x${wei.toString(16)}`] });
}
