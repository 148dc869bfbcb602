import { expect } from "chai";

import type { DeploymentRecord } from "../../../tasks/common/record.ts";
import type { DeployConfig } from "../../../tasks/deploy/config.ts";
import type { Site } from "../../../tasks/deploy/site.ts";
import { checkUnchanged } from "../../../tasks/deploy/unchanged.ts";

describe("what stands on chain", () => {
  it("has no program that is only called like a member of every object", async () => {
    const asked: string[] = [];
    const getContractAt = (_: string, address: string) => Promise.reject(new Error(String(asked.push(address))));
    const site = { chain: { ethers: { getContractAt } } } as unknown as Site;
    const config = { programs: { constructor: {} } } as unknown as DeployConfig;
    await checkUnchanged(site, { programs: {} } as unknown as DeploymentRecord, config);
    expect(asked).to.deep.equal([]);
  });
});
