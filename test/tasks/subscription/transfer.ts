import { expect } from "chai";

import type { Place } from "../place.ts";

export function transferTests(place: Place): void {
  describe("transfer", () => {
    const account = async (index: number) => (await place.ground.network.ethers.getSigners())[index]!.address;

    it("offers it to another owner, who accepts the terms of service and it", async () => {
      const [from, to] = [await account(0), await account(1)];
      expect(await place.done("subscription transfer", { to: to.toLowerCase() })).to.match(
        new RegExp(
          `^offered subscription 1 to ${to}\\n.*\\n.*\\nIt stays yours until the new owner accepts:\\n  npx --no hardhat subscription transfer --accept --from ${to} --network localhost$`,
        ),
      );
      expect(await place.done("subscription show")).to.include(`  offered to  ${to}, which has not accepted`);
      const { stdout, stderr, exitCode } = await place.ground.run("subscription transfer", { accept: true, from: to });
      expect(exitCode).to.equal(0);
      expect(stdout).to.match(
        new RegExp(`^accepted the terms of service of Functions\\n.*\\n.*\\ntook over subscription 1 from ${from}\\n`),
      );
      expect(stderr).to.match(/^secrets on the DON go with the subscription's owner/);
      expect((await place.services.router.getSubscription(1)).owner).to.equal(to);
    });

    for (const args of [{}, { to: `0x${"1".repeat(40)}`, accept: true }])
      it(`refuses ${JSON.stringify(args)}`, () =>
        place.refused("subscription transfer", {
          args,
          code: 2,
          says: /^error: Say --to with the new owner's address, or, as the new owner, --accept\.$/,
        }));

    for (const to of ["alice", `0x${"0".repeat(40)}`, "0xF39fd6e51aad88F6F4ce6aB8827279cffFb92266"])
      it(`refuses to offer it to ${to}`, () =>
        place.refused("subscription transfer", { args: { to }, code: 2, says: /^error: --to \w+ is no address/ }));

    it("refuses to offer it to its owner", async () =>
      place.refused("subscription transfer", {
        args: { to: await account(0) },
        code: 1,
        says: /^error: 0x\w{40} owns subscription 1 already\.$/,
      }));

    it("refuses to offer it twice to the same", async () => {
      const to = await account(1);
      await place.done("subscription transfer", { to });
      await place.refused("subscription transfer", {
        args: { to },
        code: 1,
        says: /^error: Subscription 1 is offered to 0x\w{40} already; now it has to accept\.\n {2}try: .* --accept --from 0x/,
      });
    });

    it("refuses whoever is not the owner", async () =>
      place.refused("subscription transfer", {
        args: { to: await account(2), from: "1" },
        code: 1,
        says: /^error: Subscription 1 belongs to 0x\w{40}, not to 0x\w{40}\./,
      }));

    it("refuses to accept what nobody offers", () =>
      place.refused("subscription transfer", {
        args: { accept: true, from: "1" },
        code: 1,
        says: /^error: Subscription 1 is offered to nobody\.\n {2}try: .* subscription transfer --to 0x\w{40} --from 0x\w{40} /,
      }));

    it("refuses to accept what is offered to another", async () => {
      await place.done("subscription transfer", { to: await account(1) });
      await place.refused("subscription transfer", {
        args: { accept: true, from: "2" },
        code: 1,
        says: /^error: Subscription 1 is offered to 0x\w{40}, not to 0x\w{40}\.\n {2}try: .* --accept --from 0x/,
      });
    });
  });
}
