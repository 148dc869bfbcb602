import { tmpdir } from "node:os";

import { expect } from "chai";
import hre from "hardhat";

import { SERVICES_METHOD } from "../../../simulations/network/local-methods.ts";
import { openChain } from "../../../tasks/common/chain.ts";
import { runTask } from "../studio.ts";
import { hostileNode } from "./hostile-node.ts";

const HASH = `0x${"ab".repeat(32)}`;
const claim = { services: { router: `0x${"66".repeat(20)}` }, instance: "claimed" };

describe("the chain of a task", () => {
  for (const [what, chainId, identity, local] of [
    ["believes a local network where Chainlink's contracts stand", "0x7a69", "claimed", claim.services],
    ["does not believe a public chain's node that claims to be one", "0x1", HASH, undefined],
  ] as const)
    it(what, async () => {
      await using node = await hostileNode(
        {
          eth_chainId: { result: chainId },
          eth_getBlockByNumber: { result: { hash: HASH } },
          [SERVICES_METHOD]: { result: claim },
        },
        tmpdir(),
      );
      await using chain = await openChain(node.hre);
      expect({ identity: chain.identity, local: chain.local }).to.deep.equal({ identity, local });
    });

  it("refuses Hardhat's own chain, which ends with the command", async () => {
    for (const task of ["deploy", "status", "doctor"])
      expect(await runTask(hre, task)).to.deep.equal({
        stdout: "",
        stderr:
          "error: No --network was given, and Hardhat's own chain ends with the command.\n" +
          "  try: the same command with --network localhost",
        exitCode: 2,
      });
  });

  it("refuses a node without the chain's first block", async () => {
    const lines = { eth_chainId: { result: "0x1" }, eth_getBlockByNumber: { result: null } };
    await using node = await hostileNode(lines, tmpdir());
    expect(await runTask(node.hre, "status")).to.deep.equal({
      stdout: "",
      stderr:
        "error: The node does not give the chain's first block, by which a chain is told from others.\n" +
        "  try: name a node that keeps all blocks, with --network",
      exitCode: 1,
    });
  });

  it("quotes a node without doing to the terminal what it says", async () => {
    const message = "gone\r\u001b[2K\u001b]52;c;cm0=\u0007\u009b1m\u007f\u202eok";
    const error = { code: -32_000, message };
    await using node = await hostileNode({ eth_chainId: { result: "0x1" }, eth_getBlockByNumber: { error } }, tmpdir());
    expect(await runTask(node.hre, "status")).to.deep.equal({
      stdout: "",
      stderr: "error: gone\\u000d\\u001b[2K\\u001b]52;c;cm0=\\u0007\\u009b1m\\u007f\\u202eok",
      exitCode: 1,
    });
  });
});
