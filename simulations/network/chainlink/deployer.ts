/** Deploys the production contracts, by their artifact names. */
import { Contract, type Signer } from "ethers";

import { type ArtifactName, artifactNames } from "../../../tasks/operations/services.ts";
import type { Connection } from "../chain.ts";

export class Deployer {
  readonly signer: Signer;
  readonly #ethers: Connection["ethers"];

  constructor(ethers: Connection["ethers"], signer: Signer) {
    this.#ethers = ethers;
    this.signer = signer;
  }

  async deploy(name: ArtifactName, ...args: readonly unknown[]): Promise<Contract> {
    const contract = await this.#ethers.deployContract(artifactNames[name], [...args], { signer: this.signer });
    return new Contract(await contract.getAddress(), contract.interface, this.signer);
  }
}

/** Sends and waits; fails with the contract's own error. */
export async function transact(contract: Contract, method: string, ...args: readonly unknown[]): Promise<void> {
  const response = await contract.getFunction(method).send(...args);
  await response.wait();
}
