/*
 * EvolutionLedger: listeners
 * ├── setListeners: at most four, replaced as a whole, an event
 * ├── an evolution tells every one after all effects; a HOLD tells none
 * ├── one that burns its gas, reverts with 20,000 bytes, has no code or changes the program meanwhile: a failure is its own
 * ├── a callback of 200,000 gas with four listeners that burn all, and the widest vocabulary: settled, announcement due
 * └── announce
 *     ├── by anybody, with the rung, at any time; needs the gas for all, by name
 *     └── due after a change of rung, a pause, a missed listener or a new preset in fallback, until it was made once
 */
import { expect } from "chai";
import { type Contract, id, keccak256, toUtf8Bytes } from "ethers";

import { roles } from "../../ignition/roles.ts";
import { documents } from "../content/vectors.ts";
import { asObject } from "../helpers/objects.ts";
import { FALLBACK, FIRST_PERIOD, FRESH, type Ground, STALE, deployLedger, logsOf } from "../helpers/ledger.ts";
import { DAY, SOURCE, evolve, terms } from "../helpers/sample.ts";
import { evolveWith } from "../helpers/widest.ts";

describe("EvolutionLedger: listeners", () => {
  let g: Ground;
  beforeEach(async () => {
    g = await deployLedger();
  });
  afterEach(() => g.close());

  const deploy = (name: string): Promise<Contract> => g.ethers.deployContract(name);
  const listen = (...listeners: (Contract | string)[]) =>
    g.curated.setListeners(
      1,
      listeners.map((one) => (typeof one === "string" ? one : (one.target as string))),
    );
  const told = (listener: Contract): Promise<bigint> => listener.getFunction("told").staticCall();
  const missed = async (sent: Parameters<typeof logsOf>[1]) =>
    (await logsOf(g.ledger, sent)).filter(({ name }) => name === "ListenerMissed").map(({ args }) => args[1]);

  describe("setListeners", () => {
    it("replaces the list and says so", async () => {
      const [a, b] = [id("a").slice(0, 42), id("b").slice(0, 42)];
      const sent = await listen(a, b, a, b);
      const { args } = (await logsOf(g.ledger, sent))[0]!;
      expect([...(args[1] as string[])].map((address) => address.toLowerCase())).to.deep.equal([a, b, a, b]);
      await listen(b);
      expect((await g.ledger.listenersOf(1)).map((address) => address.toLowerCase())).to.deep.equal([b]);
      await listen();
      expect(await g.ledger.listenersOf(1)).to.deep.equal([]);
    });

    it("takes four at most, for a program that exists", async () => {
      const five = Array.from({ length: 5 }, (_, i) => id(String(i)).slice(0, 42));
      await expect(g.curated.setListeners(1, five))
        .to.be.revertedWithCustomError(g.ledger, "LedgerTooManyListeners")
        .withArgs(5, 4);
      await expect(g.curated.setListeners(2, []))
        .to.be.revertedWithCustomError(g.ledger, "LedgerUnknownProgram")
        .withArgs(2);
    });
  });

  it("tells of an evolution and not of a HOLD", async () => {
    const listener = await deploy("CountingListener");
    await listen(listener);
    await g.evolveOnTime(FIRST_PERIOD);
    expect(await told(listener)).to.equal(1n);
    await g.holdOnTime(FIRST_PERIOD + 1);
    expect(await told(listener)).to.equal(1n);
  });

  it("swallows every failure and goes on to the next", async () => {
    const [burning, reverting, counting] = [
      await deploy("BurningListener"),
      await deploy("RevertingListener"),
      await deploy("CountingListener"),
    ];
    await listen(burning, reverting, `0x${"77".repeat(20)}`, counting);
    const sent = await g.evolveOnTime(FIRST_PERIOD);
    expect(await missed(sent)).to.deep.equal([burning.target, reverting.target]);
    expect(await told(counting)).to.equal(1n);
    expect((await g.ledger.statusOf(1)).evolutions).to.equal(1n);
    // They were called with their full share, so there is nothing to repeat.
    expect(await g.ledger.announcementDue(1)).to.equal(false);
  });

  it("keeps what a listener changes while it is told", async () => {
    const pausing = await deploy("PausingListener");
    await g.authority.grantRole(roles.guardian, pausing, 0);
    await listen(pausing);
    expect(await missed(await g.evolveOnTime(FIRST_PERIOD, { state: 2 }))).to.deep.equal([]);
    expect(asObject(await g.ledger.statusOf(1))).to.include({ rung: FALLBACK, paused: true, evolutions: 1n });
    await g.curated.unpause(1);
    expect(asObject(await g.ledger.statusOf(1))).to.include({ rung: FRESH, state: 2n, evolutions: 1n });
  });

  describe("a callback of 200,000 gas", () => {
    it("settles with four listeners that burn all, and leaves the announcement due", async () => {
      const { deliver } = await consumerOf(1);
      const burning = await deploy("BurningListener");
      await listen(burning, burning, burning, burning);
      await g.setTime(g.dueAt(FIRST_PERIOD));
      const sent = await deliver(evolve({ program: 1, period: FIRST_PERIOD }));
      expect((await g.ledger.statusOf(1)).evolutions).to.equal(1n);
      expect((await missed(sent)).length).to.equal(4);
      expect(await g.ledger.announcementDue(1)).to.equal(true);
      await expect(g.ledger.announce(1)).to.emit(g.ledger, "Announced").withArgs(1, FRESH);
      expect(await g.ledger.announcementDue(1)).to.equal(false);
    });

    it("settles the longest document of the widest vocabulary with them, too", async () => {
      const vector = documents.find(({ name }) => name === "widest vocabulary, highest values")!;
      const everything = (1n << 256n) - 1n;
      await g.curated.registerProgram(
        terms({
          ...{ vocabulary: vector.vocabulary, transitions: everything, maxMultiplier: 65_535 },
          preset: { state: 0, traits: 0, reading: 0, multiplier: 10_000 },
        }),
        { gasLimit: 16_000_000 },
      );
      const burning = await deploy("BurningListener");
      await g.curated.setListeners(
        2,
        Array.from({ length: 4 }, () => burning.target as string),
      );
      const { deliver } = await consumerOf(2);
      await g.setTime(g.dueAt(FIRST_PERIOD));
      await deliver(evolveWith(vector, { program: 2, period: FIRST_PERIOD }));
      expect((await g.ledger.statusOf(2)).evolutions).to.equal(1n);
      expect(await g.ledger.announcementDue(2)).to.equal(true);
    });

    /** A Functions consumer on this ledger whose router hands in callbacks and does nothing else. */
    async function consumerOf(program: number) {
      const router = await deploy("StubRouter");
      const consumer = await g.ethers.deployContract("FunctionsConsumer", [
        g.authority,
        router.target,
        id("don"),
        g.ledger,
      ]);
      await g.ledger.setConsumer(consumer, true);
      await consumer.storeSource(SOURCE);
      const { sourceHash } = await g.ledger.termsOf(program, 1);
      expect(sourceHash).to.equal(keccak256(toUtf8Bytes(SOURCE)));
      await consumer.configure(program, {
        ...{ sourceHash, subscriptionId: 1, maxGasPrice: 1, requestTimeout: 300, backoff: 1, grace: 0 },
        maxAttempts: 1,
        confirm: false,
      });
      await consumer.setPerformer(g.accounts.admin, true);
      const coder = g.ethers.AbiCoder.defaultAbiCoder();
      return {
        deliver: async (answer: string) => {
          await consumer.performUpkeep(coder.encode(["uint32[]", "uint32[]"], [[program], []]));
          const requestId = await router.getFunction("lastRequestId").staticCall();
          const gas = await consumer.CALLBACK_GAS();
          const sent = await router.getFunction("deliver").send(consumer.target, requestId, answer, "0x", gas);
          expect((await logsOf(router, sent))[0]!.args[0], "done").to.equal(true);
          return sent;
        },
      };
    }
  });

  describe("announce", () => {
    it("is open to anybody, at any time, and tells the rung", async () => {
      const listener = await deploy("CountingListener");
      await listen(listener);
      const strangers = g.ledger.connect(g.accounts.stranger);
      await expect(strangers.announce(1)).to.emit(g.ledger, "Announced").withArgs(1, FALLBACK);
      await g.evolveOnTime(FIRST_PERIOD);
      await expect(strangers.announce(1)).to.emit(g.ledger, "Announced").withArgs(1, FRESH);
      expect(await told(listener)).to.equal(3n);
    });

    it("needs the gas to give every listener its share", async () => {
      const burning = await deploy("BurningListener");
      const counting = await deploy("CountingListener");
      const strangers = g.ledger.connect(g.accounts.stranger);
      for (const others of [0, 1, 2, 3]) {
        await listen(...Array.from({ length: others }, () => burning), counting);
        const needed = BigInt(others + 2) * (30_000n + 476n + 12_000n);
        await expect(strangers.announce.staticCall(1, { gasLimit: 60_000 }))
          .to.be.revertedWithCustomError(g.ledger, "LedgerGasForListeners")
          .withArgs((left: bigint) => left < 60_000n, needed);
        const before = await told(counting);
        // From far too little up to what the error asks for: nothing happens, or the last listener is told, too.
        let made = 0n;
        for (let gasLimit = 50_000n; gasLimit <= needed + 21_000n + 1_000n; gasLimit += 1_000n) {
          if (await succeeds(strangers.announce(1, { gasLimit }))) made += 1n;
          expect(await told(counting), `gas ${gasLimit}`).to.equal(before + made);
        }
        expect(made > 0n, `${others} others`).to.equal(true);
      }
    });

    it("is due once for every change of rung", async () => {
      expect(await due()).to.equal(false);
      await g.evolveOnTime(FIRST_PERIOD);
      expect(await due()).to.equal(false);
      for (const [time, rung] of [
        [g.dueAt(FIRST_PERIOD + 2), STALE],
        [g.dueAt(FIRST_PERIOD + 7), FALLBACK],
      ] as const) {
        await g.setTime(time);
        expect(await due()).to.equal(true);
        await expect(g.ledger.announce(1)).to.emit(g.ledger, "Announced").withArgs(1, rung);
        expect(await due()).to.equal(false);
      }
      await g.holdOnTime(FIRST_PERIOD + 8);
      expect(await due(), "back by a HOLD").to.equal(true);
      await g.ledger.announce(1);
      await g.guarded.pause(1);
      expect(await due(), "paused").to.equal(true);
      await g.curated.unpause(1);
      expect(await due(), "unpaused before anybody was told").to.equal(false);
    });

    it("is not due after an evolution that ends a fallback, for that tells by itself", async () => {
      await g.evolveOnTime(FIRST_PERIOD);
      await g.evolveOnTime(FIRST_PERIOD + 9);
      expect(await due()).to.equal(false);
    });

    it("is due after new terms when they change what is shown", async () => {
      await g.curated.updateProgram(1, terms({ preset: { state: 2, traits: 0, reading: 0, multiplier: 8_000 } }));
      expect(await due(), "another preset in fallback").to.equal(true);
      await g.ledger.announce(1);
      expect(await due()).to.equal(false);
      await g.evolveOnTime(FIRST_PERIOD, { version: 2, state: 3 });
      await g.curated.updateProgram(1, terms());
      expect(await due(), "the last evolution is shown").to.equal(false);
      await g.curated.updateProgram(1, terms({ staleAfter: 1, fallbackAfter: 2 }));
      await g.setTime(g.dueAt(FIRST_PERIOD) + DAY);
      expect(await due(), "another rung").to.equal(true);
    });

    const succeeds = (sending: Promise<unknown>): Promise<boolean> =>
      sending.then(
        () => true,
        () => false,
      );
    const due = () => g.ledger.announcementDue(1);
  });
});
