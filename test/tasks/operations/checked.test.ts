import { expect } from "chai";
import type { ContractTransactionResponse } from "ethers";

import { checked } from "../../../tasks/operations/checked.ts";

describe("checked transactions", () => {
  const sent: number[] = [];
  const method = (refusal?: Error) => ({
    staticCall: (value: number) => (refusal ? Promise.reject(refusal) : Promise.resolve(value)),
    send: (value: number) => {
      sent.push(value);
      return Promise.resolve({ hash: "0x1" } as ContractTransactionResponse);
    },
  });
  beforeEach(() => void sent.splice(0));

  it("are sent when the contract would do it", async () => {
    expect((await checked(method(), 5)).hash).to.equal("0x1");
    expect(sent).to.deep.equal([5]);
  });

  it("are not sent when it refuses", async () => {
    const refusal = new Error("no");
    const outcome = await checked(method(refusal), 5).catch((error: unknown) => error);
    expect(outcome).to.equal(refusal);
    expect(sent).to.deep.equal([]);
  });
});
