import { expect } from "chai";

import type { SignedReport } from "../../../simulations/node/protocol.ts";
import { oracleRequests } from "../../../simulations/node/request.ts";
import { signReport, signingKey } from "../../../simulations/node/signing.ts";
import { encodeTransmit } from "../../../simulations/network/transmit.ts";
import { type Fixture, startFixture, word } from "./fixture.ts";

describe("the production coordinator", () => {
  let fixture: Fixture;
  let signatures: SignedReport[];
  before(async () => {
    fixture = await startFixture();
    await fixture.send({ source: "return Functions.encodeUint256(7)" });
    signatures = await reportsOfPending();
  });
  after(() => fixture?.network.stop());

  /** Each node's own report about the last request, made without the driver. */
  async function reportsOfPending(): Promise<SignedReport[]> {
    const { network } = fixture;
    const address = String(network.chainlink.coordinator.target);
    const topics = [oracleRequests.getEvent("OracleRequest")!.topicHash];
    const [log] = await network.ethers.provider.getLogs({ address, topics, fromBlock: 0 });
    const raw = { address, topics: [...log!.topics], data: log!.data };
    const observed = await Promise.all(
      network.nodes.map((node) => node.ask({ type: "observe", log: raw, exhausted: false })),
    );
    const observations = observed.map(({ observation }) => observation);
    const reports = await Promise.all(
      network.nodes.map((node) => node.ask({ type: "report", epoch: 1, observations })),
    );
    return reports.map((report) => report!);
  }

  const transmit = (signed: readonly SignedReport[], from = fixture.network.accounts.transmitters[0]!) =>
    from.sendTransaction({ to: fixture.network.chainlink.coordinator.target, data: encodeTransmit(signed) });
  const rejects = (signed: readonly SignedReport[], reason: string) =>
    expect(transmit(signed))
      .to.be.revertedWithCustomError(fixture.network.chainlink.coordinator, "ReportInvalid")
      .withArgs(reason);

  it("gets the same report of all nodes", () => {
    expect(new Set(signatures.map(({ report }) => report)).size).to.equal(1);
  });

  it("rejects two signatures and four", async () => {
    await rejects(signatures.slice(0, 2), "wrong number of signatures");
    await rejects(signatures, "wrong number of signatures");
  });

  it("rejects a stranger's signature", async () => {
    const { report, context } = signatures[0]!;
    const foreign = signReport(signingKey("another network", 0), report, context[0], 1);
    await rejects([foreign, ...signatures.slice(1, 3)], "address not authorized to sign");
  });

  it("rejects one node's signature twice", async () => {
    await rejects([signatures[0]!, signatures[0]!, signatures[1]!], "non-unique signature");
  });

  it("rejects a report that was not the one signed", async () => {
    const forged = signatures[0]!.report.replace(word(7).slice(2), word(8).slice(2));
    await rejects(
      signatures.slice(0, 3).map((signed) => ({ ...signed, report: forged })),
      "address not authorized to sign",
    );
  });

  it("rejects whoever is no transmitter", async () => {
    await expect(transmit(signatures.slice(0, 3), fixture.network.accounts.users[3]))
      .to.be.revertedWithCustomError(fixture.network.chainlink.coordinator, "ReportInvalid")
      .withArgs("unauthorized transmitter");
  });

  it("accepts exactly three of the four nodes' signatures", async () => {
    await transmit(signatures.slice(1));
    expect(await fixture.consumer.getFunction("lastResponse").staticCall()).to.equal(word(7));
  });
});
