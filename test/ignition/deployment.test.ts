import { readFile } from "node:fs/promises";

import { expect } from "chai";

import { guarded, roles, selectors } from "../../ignition/roles.ts";
import { type LocalNetwork, startLocalNetwork } from "../../simulations/network/index.ts";
import { type Deployment, type Work, deploy, mintOne } from "../../simulations/studio.ts";
import type { AccessManager } from "../../types/ethers-contracts/index.ts";

const SOURCES = {
  EvolutionLedger: "evolution/EvolutionLedger.sol",
  FunctionsConsumer: "consumers/FunctionsConsumer.sol",
  ImagoCollection: "collection/ImagoCollection.sol",
} as const;
/** Restricted and in no role's list: the admin's alone. */
const ADMINS = ["setConsumer"];

describe("a deployment", () => {
  let network: LocalNetwork;
  let deployment: Deployment;
  let work: Work;
  let manager: AccessManager;
  before(async () => {
    network = await startLocalNetwork({ initialTime: Date.UTC(2008, 8, 15) / 1_000 });
    deployment = await deploy(network, ["sp500", "seattle-weather"]);
    work = deployment.works[0]!;
    const authority = await deployment.ledger.authority();
    manager = await network.ethers.getContractAt("AccessManager", authority);
  });
  after(() => network?.stop());

  const contractOf = (name: keyof typeof SOURCES) =>
    ({ EvolutionLedger: deployment.ledger, FunctionsConsumer: deployment.consumer, ImagoCollection: work.collection })[
      name
    ];

  for (const [name, byRole] of Object.entries(guarded) as [keyof typeof SOURCES, Record<string, readonly string[]>][]) {
    it(`guards every restricted function of ${name}, each by its role`, async () => {
      const source = await readFile(new URL(`../../contracts/${SOURCES[name]}`, import.meta.url), "utf8");
      const restricted = [...source.matchAll(/function (\w+)\([^)]*\)[^{;]*\brestricted\b/g)].map(
        ([, called]) => called!,
      );
      const listed = Object.values(byRole)
        .flat()
        .map((signature) => signature.slice(0, signature.indexOf("(")));
      expect(restricted.filter((called) => !ADMINS.includes(called))).to.have.members(listed);
      const contract = contractOf(name);
      for (const [role, signatures] of Object.entries(byRole)) {
        for (const selector of selectors(signatures)) {
          expect(contract.interface.getFunction(selector as never), selector).not.to.equal(null);
          const needed = await manager.getTargetFunctionRole(contract, selector);
          expect(needed, `${name} ${selector}`).to.equal(roles[role as keyof typeof roles]);
        }
      }
    });
  }

  it("gives every role to the deployer, and nothing to anybody else", async () => {
    const [deployer, stranger] = [network.accounts.deployer, network.accounts.users[5]!];
    for (const role of [0n, ...Object.values(roles)]) {
      expect((await manager.hasRole(role, deployer)).isMember).to.equal(true);
      expect((await manager.hasRole(role, stranger)).isMember).to.equal(false);
    }
    await expect(deployment.ledger.connect(stranger).setConsumer(stranger, true)).to.be.revertedWithCustomError(
      deployment.ledger,
      "AccessManagedUnauthorized",
    );
  });

  it("connects everything: ledger, consumer, subscription, upkeep, collections", async () => {
    const { ledger, consumer, subscriptionId, upkeep, works } = deployment;
    expect(await ledger.isConsumer(consumer)).to.equal(true);
    expect(await consumer.isPerformer(upkeep.forwarder)).to.equal(true);
    expect(works.map(({ id }) => id)).to.have.members([1n, 2n]);
    const subscription = await network.chainlink.router.getFunction("getSubscription").staticCall(subscriptionId);
    expect(subscription.consumers).to.deep.equal([await consumer.getAddress()]);
    for (const { id, bundle, collection, program } of works) {
      expect(await consumer.sourceOf((await ledger.termsOf(id, 1)).sourceHash)).to.equal(bundle.source);
      expect((await consumer.configOf(id)).config.sourceHash).to.equal(bundle.hash);
      expect(await consumer.secretsOf(id)).to.equal(network.chainlink.secretsReference);
      expect(await ledger.listenersOf(id)).to.deep.equal([await collection.getAddress()]);
      expect(await collection.name()).to.equal(`Imago ${program.core.name}`);
    }
  });

  it("mints", async () => {
    const holder = network.accounts.users[0]!;
    const tokenId = await mintOne(work, holder);
    expect(await work.collection.ownerOf(tokenId)).to.equal(holder.address);
    expect(await work.collection.imageOf(tokenId)).to.match(/^<svg/);
  });

  it("refuses what is no signature", () => {
    expect(() => selectors(["pause uint32"])).to.throw(/^"pause uint32" is not a function signature/);
  });
});
