import { expect } from "chai";

import { type TaskGround, startTaskGround } from "../studio.ts";

describe("subscription fund", () => {
  let ground: TaskGround;
  let reset: () => Promise<void>;

  before(async () => {
    ground = await startTaskGround();
    const { exitCode, stderr } = await ground.run("deploy", { programs: "sp500" });
    expect(exitCode, stderr).to.equal(0);
    reset = await ground.checkpoint();
  });
  after(() => ground[Symbol.asyncDispose]());
  afterEach(() => reset());

  it("pays LINK into it", async () => {
    const { stdout, exitCode } = await ground.run("subscription fund", { link: "5.5" });
    expect(exitCode).to.equal(0);
    expect(stdout).to.match(/^paid 5.50 LINK into subscription 1\n {2}[\d,]+ gas, .*\nbalance: 55\.50 LINK$/);
    expect(
      (await ground.network.chainlink.router.getFunction("getSubscription").staticCall(1)).getValue("balance"),
    ).to.equal(55_500_000_000_000_000_000n);
  });

  for (const [link, message] of [
    ["", /^error: How much LINK\? Say it with --link\.\n {2}try: .* subscription fund --link 20 --network localhost$/],
    ["-1", /^error: --link -1 is not an amount of LINK; write a number such as 12\.5\.$/],
    ["lots", /^error: --link lots is not/],
  ] as const)
    it(`refuses "${link}"`, async () => {
      const { stdout, stderr, exitCode } = await ground.run("subscription fund", { link });
      expect(exitCode).to.equal(2);
      expect(stderr).to.match(message);
      expect(stdout).to.equal("");
    });

  it("refuses more than the account has", async () => {
    const { stderr, exitCode } = await ground.run("subscription fund", { link: "1", from: "3" });
    expect(exitCode).to.equal(1);
    expect(stderr).to.match(/has 0\.00 LINK; 1\.00 LINK are to be paid/);
  });
});
