/*
 * ImagoCollection: minting and managing
 * ├── constructor: an unknown program, a renderer without code: named errors
 * ├── mint
 * │   ├── exactly the price, a free collection for nothing; ids from 1, an event with every seed
 * │   ├── nothing, too little or too much ether, more than is left, more than an account may: named errors
 * │   ├── seeds differ between tokens, blocks and collections, and never change
 * │   └── a contract without a receiver's hook mints as an account does
 * ├── renderer: replaced by the manager, announced; not an account; not once it is locked
 * ├── withdraw: all of it, to whom the manager says; a receiver that refuses loses nothing
 * └── roles: strangers are refused by name
 */
import { expect } from "chai";
import { type Contract, ZeroAddress } from "ethers";

import { guarded } from "../../ignition/roles.ts";
import { PRICE, type Studio, config, deployCollection, deployStudio } from "../helpers/collection.ts";
import { logsOf } from "../helpers/ledger.ts";

describe("ImagoCollection: minting", () => {
  let s: Studio;
  beforeEach(async () => {
    s = await deployStudio();
  });
  afterEach(() => s.close());

  const mint = (quantity: number, value = PRICE * BigInt(quantity)) =>
    s.collection.connect(s.accounts.stranger).mint(quantity, { value });

  describe("the constructor", () => {
    it("knows the program and the renderer", async () => {
      await expect(deployCollection(s, s.renderer, { program: 9 }))
        .to.be.revertedWithCustomError(s.ledger, "LedgerUnknownProgram")
        .withArgs(9);
      const account = s.accounts.stranger.address;
      await expect(
        s.ethers.deployContract("ImagoCollection", [s.authority, s.ledger, account, config]),
      ).to.be.revertedWithCustomError(s.collection, "CollectionNotRenderer");
    });

    it("fixes what a collection is born with", async () => {
      const { collection } = s;
      expect([await collection.name(), await collection.symbol()]).to.deep.equal(["Moths", "MOTH"]);
      expect([await collection.PROGRAM(), await collection.MAX_SUPPLY()]).to.deep.equal([1n, 12n]);
      expect([await collection.PER_WALLET(), await collection.PRICE()]).to.deep.equal([5n, PRICE]);
      expect([await collection.LEDGER(), await collection.renderer()]).to.deep.equal([
        s.ledger.target,
        s.renderer.target,
      ]);
    });
  });

  describe("mint", () => {
    it("gives ids from 1 for exactly the price, and tells every seed", async () => {
      const { stranger } = s.accounts;
      const sent = await mint(3);
      const seeds = await Promise.all([1, 2, 3].map((id) => s.collection.seedOf(id)));
      expect(await logsOf(s.collection, sent)).to.deep.equal(
        [1n, 2n, 3n].flatMap((id, index) => [
          { name: "Transfer", args: [ZeroAddress, stranger.address, id] },
          { name: "Minted", args: [id, stranger.address, seeds[index]] },
        ]),
      );
      expect(await s.collection.totalSupply()).to.equal(3n);
      expect(await s.collection.balanceOf(stranger)).to.equal(3n);
      expect(await s.ethers.provider.getBalance(s.collection)).to.equal(3n * PRICE);
      expect(await s.collection.connect(stranger).mint.staticCall(1, { value: PRICE })).to.equal(4n);
    });

    it("takes neither more nor less than the price", async () => {
      for (const value of [0n, PRICE, 2n * PRICE - 1n, 2n * PRICE + 1n]) {
        await expect(mint(2, value))
          .to.be.revertedWithCustomError(s.collection, "CollectionWrongPayment")
          .withArgs(value, 2n * PRICE);
      }
      expect(await s.collection.totalSupply()).to.equal(0n);
    });

    it("asks nothing for a free collection, and takes nothing", async () => {
      const free = await deployCollection(s, s.renderer, { price: 0n });
      await free.mint(2);
      await expect(free.mint(1, { value: 1n }))
        .to.be.revertedWithCustomError(free, "CollectionWrongPayment")
        .withArgs(1n, 0n);
    });

    it("mints something", async () => {
      await expect(mint(0)).to.be.revertedWithCustomError(s.collection, "CollectionNothingToMint");
    });

    it("stops at the supply", async () => {
      const { collection, accounts } = s;
      for (const by of [accounts.admin, accounts.dao]) await collection.connect(by).mint(5, { value: 5n * PRICE });
      await expect(mint(3)).to.be.revertedWithCustomError(collection, "CollectionSoldOut").withArgs(3, 2);
      await mint(2);
      for (const quantity of [1n, 2n ** 32n, 2n ** 255n, 2n ** 256n - 1n]) {
        await expect(collection.mint(quantity))
          .to.be.revertedWithCustomError(collection, "CollectionSoldOut")
          .withArgs(quantity, 0);
      }
    });

    it("stops at an account's limit, whatever it has given away", async () => {
      const { collection, accounts } = s;
      await mint(3);
      await expect(mint(3)).to.be.revertedWithCustomError(collection, "CollectionWalletLimit").withArgs(3, 2);
      await mint(2);
      const { stranger, dao } = accounts;
      await collection.connect(stranger).transferFrom(stranger, dao, 1);
      await expect(mint(1)).to.be.revertedWithCustomError(collection, "CollectionWalletLimit").withArgs(1, 0);
      await collection.connect(dao).mint(5, { value: 5n * PRICE });
    });

    it("has no limit where none is set", async () => {
      const unlimited = await deployCollection(s, s.renderer, { perWallet: 0, price: 0n });
      await unlimited.mint(12);
      expect(await unlimited.totalSupply()).to.equal(12n);
    });

    it("gives seeds that differ and never change", async () => {
      const { collection, accounts } = s;
      await mint(5);
      await collection.connect(accounts.dao).mint(5, { value: 5n * PRICE });
      const other = await deployCollection(s, s.renderer);
      await other.mint(5, { value: 5n * PRICE });
      const all = async () => [
        ...(await Promise.all(Array.from({ length: 10 }, (_, id) => collection.seedOf(id + 1)))),
        ...(await Promise.all(Array.from({ length: 5 }, (_, id) => other.seedOf(id + 1)))),
      ];
      const seeds = await all();
      expect(new Set(seeds).size).to.equal(15);
      await collection.connect(accounts.stranger).transferFrom(accounts.stranger, accounts.dao, 2);
      await s.evolveOnTime(14_000);
      expect(await all()).to.deep.equal(seeds);
    });

    it("gives one block's buyers different seeds", async () => {
      const options = { value: PRICE, gasLimit: 300_000 };
      await s.inOneBlock(
        () => s.collection.connect(s.accounts.stranger).mint(1, options),
        () => s.collection.connect(s.accounts.dao).mint(1, options),
      );
      expect(await s.collection.seedOf(1)).not.to.equal(await s.collection.seedOf(2));
    });

    it("needs no hook of a contract that mints", async () => {
      const minter = (await s.ethers.deployContract("HooklessMinter")) as unknown as Contract;
      await minter.getFunction("mint").send(s.collection.target, 2, { value: 2n * PRICE });
      expect(await s.collection.ownerOf(2)).to.equal(minter.target);
    });
  });

  describe("the renderer", () => {
    it("is replaced by the manager, and marketplaces are told", async () => {
      const { collection, accounts } = s;
      const next = await s.ethers.deployContract("ImagoRenderer");
      const sent = await collection.connect(accounts.manager).setRenderer(next);
      expect(await logsOf(collection, sent)).to.deep.equal([
        { name: "RendererChanged", args: [next.target] },
        { name: "BatchMetadataUpdate", args: [1n, 2n ** 256n - 1n] },
      ]);
      expect(await collection.renderer()).to.equal(next.target);
    });

    it("is a contract", async () => {
      const managed = s.collection.connect(s.accounts.manager);
      for (const account of [ZeroAddress, s.accounts.stranger.address]) {
        await expect(managed.setRenderer(account))
          .to.be.revertedWithCustomError(s.collection, "CollectionNotRenderer")
          .withArgs(account);
      }
      expect(await s.collection.renderer()).to.equal(s.renderer.target);
    });

    it("stays once it is locked", async () => {
      const managed = s.collection.connect(s.accounts.manager);
      expect(await s.collection.rendererLocked()).to.equal(false);
      await expect(managed.lockRenderer()).to.emit(s.collection, "RendererLocked").withArgs(s.renderer.target);
      expect(await s.collection.rendererLocked()).to.equal(true);
      await expect(managed.setRenderer(s.renderer)).to.be.revertedWithCustomError(
        s.collection,
        "CollectionRendererLocked",
      );
    });
  });

  describe("withdraw", () => {
    it("pays out everything to whom the manager says", async () => {
      const { collection, accounts, ethers } = s;
      await mint(4);
      const before = await ethers.provider.getBalance(accounts.dao);
      await expect(collection.connect(accounts.manager).withdraw(accounts.dao))
        .to.emit(collection, "Withdrawn")
        .withArgs(accounts.dao.address, 4n * PRICE);
      expect(await ethers.provider.getBalance(accounts.dao)).to.equal(before + 4n * PRICE);
      expect(await ethers.provider.getBalance(collection)).to.equal(0n);
    });

    it("does not burn the proceeds", async () => {
      const { collection, accounts } = s;
      await mint(1);
      await expect(collection.connect(accounts.manager).withdraw(ZeroAddress))
        .to.be.revertedWithCustomError(collection, "CollectionWithdrawFailed")
        .withArgs(ZeroAddress, PRICE);
    });

    it("keeps everything when the receiver refuses", async () => {
      const { collection, accounts, ethers } = s;
      await mint(1);
      const refusing = await ethers.deployContract("RefusingReceiver");
      await expect(collection.connect(accounts.manager).withdraw(refusing))
        .to.be.revertedWithCustomError(collection, "CollectionWithdrawFailed")
        .withArgs(refusing.target, PRICE);
      expect(await ethers.provider.getBalance(collection)).to.equal(PRICE);
    });
  });

  it("refuses strangers what is the manager's", async () => {
    const { collection, accounts } = s;
    for (const by of [accounts.stranger, accounts.curator, accounts.guardian, accounts.admin]) {
      const attempts = {
        setRenderer: () => collection.connect(by).setRenderer(s.renderer),
        lockRenderer: () => collection.connect(by).lockRenderer(),
        withdraw: () => collection.connect(by).withdraw(by),
      };
      expect(Object.keys(attempts)).to.deep.equal(
        guarded.ImagoCollection.manager.map((signature) => signature.split("(")[0]),
      );
      for (const [name, attempt] of Object.entries(attempts)) {
        await expect(attempt(), name)
          .to.be.revertedWithCustomError(collection, "AccessManagedUnauthorized")
          .withArgs(by.address);
      }
    }
  });
});
