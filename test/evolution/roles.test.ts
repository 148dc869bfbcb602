/*
 * EvolutionLedger: who may do what
 * ├── every guarded function refuses a stranger, and every role but its own, by name
 * ├── settle and setBand are a consumer's alone
 * ├── everything is handed over by a change of members, the ledger left as it is
 * └── a consumer is replaced by granting and revoking; the history goes on
 */
import { expect } from "chai";
import type { ContractTransactionResponse, Signer } from "ethers";

import { guarded, roles } from "../../ignition/roles.ts";
import { asObject } from "../helpers/objects.ts";
import { FIRST_PERIOD, type Ground, deployLedger, logsOf } from "../helpers/ledger.ts";
import { evolve, terms } from "../helpers/sample.ts";

/** Fixed, because an estimate is of the second before. */
const GAS = { gasLimit: 3_000_000 };

type Send = (by: Signer) => Promise<ContractTransactionResponse>;

describe("EvolutionLedger: roles", () => {
  let g: Ground;
  let byCurator: Record<string, Send>;
  let byGuardian: Record<string, Send>;
  let byAdmin: Record<string, Send>;
  beforeEach(async () => {
    g = await deployLedger();
    const { ledger, accounts } = g;
    byCurator = {
      registerProgram: (by) => ledger.connect(by).registerProgram(terms(), GAS),
      updateProgram: (by) => ledger.connect(by).updateProgram(1, terms(), GAS),
      setListeners: (by) => ledger.connect(by).setListeners(1, [], GAS),
      unpause: (by) => ledger.connect(by).unpause(1, GAS),
    };
    byGuardian = { pause: (by) => ledger.connect(by).pause(1, GAS) };
    byAdmin = { setConsumer: (by) => ledger.connect(by).setConsumer(accounts.stranger, true) };
  });
  afterEach(() => g.close());

  const refused = async (sends: Record<string, Send>, by: Signer): Promise<void> => {
    for (const [name, send] of Object.entries(sends)) {
      await expect(send(by), name)
        .to.be.revertedWithCustomError(g.ledger, "AccessManagedUnauthorized")
        .withArgs(await by.getAddress());
    }
  };
  const done = async (sends: Record<string, Send>, by: Signer): Promise<void> => {
    for (const send of Object.values(sends)) await send(by);
  };

  it("covers every guarded function of ignition/roles.ts", () => {
    const names = (signatures: readonly string[]) => signatures.map((signature) => signature.split("(")[0]!);
    expect(Object.keys(byCurator)).to.deep.equal(names(guarded.EvolutionLedger.curator));
    expect(Object.keys(byGuardian)).to.deep.equal(names(guarded.EvolutionLedger.guardian));
  });

  it("refuses strangers everywhere, and every role what is not its own", async () => {
    const { stranger, consumer, curator, guardian, manager, admin } = g.accounts;
    for (const by of [stranger, consumer, manager]) {
      await refused({ ...byCurator, ...byGuardian, ...byAdmin }, by);
    }
    await refused({ ...byGuardian, ...byAdmin }, curator);
    await refused({ ...byCurator, ...byAdmin }, guardian);
    await done(byGuardian, guardian);
    await done(byCurator, curator);
    await done(byAdmin, admin);
  });

  it("lets only consumers settle and set bands", async () => {
    for (const by of [g.accounts.stranger, g.accounts.admin, g.accounts.curator]) {
      const ledger = g.ledger.connect(by);
      for (const attempt of [ledger.settle(1, FIRST_PERIOD, "0x"), ledger.setBand(1)]) {
        await expect(attempt).to.be.revertedWithCustomError(g.ledger, "LedgerNotConsumer").withArgs(by.address);
      }
    }
  });

  it("is handed over to another account by a change of members", async () => {
    const { admin, curator, guardian, dao } = g.accounts;
    const { authority } = g;
    const members = [
      [roles.curator, curator],
      [roles.guardian, guardian],
      [0n, admin],
    ] as const;
    for (const [role] of members) await authority.grantRole(role, dao, 0);
    for (const [role, member] of members) await authority.connect(dao).revokeRole(role, member);
    for (const before of [admin, curator, guardian]) await refused({ ...byCurator, ...byGuardian, ...byAdmin }, before);
    await done({ ...byGuardian, ...byCurator, ...byAdmin }, dao);
    await expect(authority.grantRole(roles.curator, admin, 0)).to.be.revertedWithCustomError(
      authority,
      "AccessManagerUnauthorizedAccount",
    );
  });

  it("replaces a consumer and keeps the history", async () => {
    const { consumer, stranger: successor } = g.accounts;
    await g.evolveOnTime(FIRST_PERIOD, { state: 2, multiplier: 9_000 });
    const granted = await g.ledger.setConsumer(successor, true);
    expect(await logsOf(g.ledger, granted)).to.deep.equal([
      { name: "ConsumerChanged", args: [successor.address, true] },
    ]);
    const revoked = await g.ledger.setConsumer(consumer, false);
    expect(await logsOf(g.ledger, revoked)).to.deep.equal([
      { name: "ConsumerChanged", args: [consumer.address, false] },
    ]);
    expect([await g.ledger.isConsumer(successor), await g.ledger.isConsumer(consumer)]).to.deep.equal([true, false]);
    const next = FIRST_PERIOD + 1;
    await g.setTime(g.dueAt(next));
    const answer = evolve({ program: 1, period: next, state: 3 });
    await expect(g.settle(next, answer))
      .to.be.revertedWithCustomError(g.ledger, "LedgerNotConsumer")
      .withArgs(consumer.address);
    // The move from storm to eye is allowed from the predecessor's last state alone.
    await g.ledger.connect(successor).settle(1, next, answer);
    expect((await g.ledger.evolutionAt(1, 0)).multiplier).to.equal(9_000n);
    expect(asObject(await g.ledger.statusOf(1))).to.include({ evolutions: 2n, state: 3n });
  });
});
