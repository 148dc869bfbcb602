import { readdir, writeFile } from "node:fs/promises";
import path from "node:path";

import { expect } from "chai";
import { toQuantity } from "ethers";

import { type TaskGround, startTaskGround } from "../studio.ts";

const usage = (message: string) => `error: ${message}`;

describe("deploy refuses", () => {
  let ground: TaskGround;
  before(async () => (ground = await startTaskGround()));
  after(() => ground[Symbol.asyncDispose]());

  const nonce = () => ground.network.accounts.deployer.getNonce();

  async function expectRefusal(args: Readonly<Record<string, unknown>>, exitCode: number, stderr: string | RegExp) {
    const before = await nonce();
    const ended = await ground.run("deploy", { yes: true, ...args });
    if (typeof stderr === "string") expect(ended.stderr).to.equal(stderr);
    else expect(ended.stderr).to.match(stderr);
    expect(ended.exitCode).to.equal(exitCode);
    expect(await nonce()).to.equal(before);
    expect(await readdir(ground.hre.config.paths.ignition)).to.deep.equal([]);
  }

  const typed: readonly (readonly [Readonly<Record<string, unknown>>, string])[] = [
    [
      {},
      "Which programs? Say it with --programs; there are bitcoin, headlines, seattle-weather, sp500.\n  try: npx --no hardhat deploy --programs sp500 --network localhost",
    ],
    [
      { programs: "sp6000" },
      "What was typed cannot be meant:\n  programs.sp6000 names no program; functions-source/programs has bitcoin, headlines, seattle-weather, sp500.",
    ],
    [
      { programs: "sp50" },
      "What was typed cannot be meant:\n  programs.sp50 names no program; functions-source/programs has bitcoin, headlines, seattle-weather, sp500. Did you mean sp500?",
    ],
    [{ programs: "sp500", link: "-3" }, "--link -3 is not an amount of LINK; write a number such as 12.5."],
    [{ programs: "sp500", upkeepLink: "x" }, "--upkeep-link x is not an amount of LINK; write a number such as 12.5."],
    [
      { programs: "sp500", price: "1e" },
      "--price 1e is not an amount of the native coin; write a number such as 0.01.",
    ],
    [
      { programs: "sp500", price: "340282366920938463464" },
      "--price 340282366920938463464 is more than a collection can ask; write at most 340282366920938463463.374607431768211455.",
    ],
    [{ programs: "sp500", supply: "many" }, "--supply many is no whole number."],
    [
      { programs: "sp500", supply: "0" },
      "What was typed cannot be meant:\n  programs.sp500.supply is 0; write a whole number from 1 to 4,294,967,295.",
    ],
    [{ supply: "5" }, "Which programs is --supply for? Name them with --programs."],
    [{ confirmation: true }, "Which programs is --confirmation for? Name them with --programs."],
    [
      { programs: "sp500,bitcoin", collectionName: "One" },
      "--collection-name names one collection; deploy one program after the other, or take --settings with a file.",
    ],
    [
      { settings: "mine.json", perWallet: "3" },
      "--settings says all of it; write what --per-wallet says into the file.",
    ],
    [{ settings: "nowhere.json" }, "The configuration nowhere.json cannot be read (ENOENT)."],
    [
      { programs: "sp500", from: "99" },
      "--from 99 is none of this network's 24 accounts; give a number from 0 or an address.",
    ],
    [{ programs: "sp500", upkeepLink: "1" }, "upkeep.link is 1; with less than 1.29 LINK nothing is ever performed."],
  ];
  for (const [args, message] of typed)
    it(`${JSON.stringify(args)}: ${message.split("\n").at(0)}`, () => expectRefusal(args, 2, usage(message)));

  it("too little LINK for a single request", () =>
    expectRefusal(
      { programs: "sp500", subscriptionLink: "0.01" },
      2,
      /^error: subscription\.link is 0\.01; with less than 0\.\d\d LINK nothing is ever requested\.$/,
    ));

  it("a file, naming every wrong field", async () => {
    const file = path.join(ground.folder, "wrong.json");
    const program = {
      collectionName: "",
      symbol: "é",
      description: 7,
      supply: "many",
      perWallet: -1,
      price: "a",
      confirm: "no",
    };
    const roles = { guardian: ["0x12"], owner: [], curator: "me" };
    const named = {
      sp500: program,
      ledger: {},
      bitcoin: { collectionName: "Imago seattle-weather" },
      "seattle-weather": {},
    };
    await writeFile(
      file,
      JSON.stringify({ schema: 2, gas: 1, subscription: { link: true }, upkeep: 5, roles, programs: named }),
    );
    await expectRefusal(
      { settings: file },
      2,
      usage(
        [
          `${file} cannot be meant:`,
          "schema is 2; this version writes and reads 1.",
          "gas is no field; there are schema, subscription, upkeep, roles, programs.",
          'subscription.link is true; write an amount such as "12.5".',
          "upkeep is 5; write an object with braces.",
          'roles.guardian[0] is "0x12"; write an address: 0x and 40 hexadecimal digits.',
          "roles.owner is no field; there are curator, guardian, manager.",
          'roles.curator is "me"; write a list of addresses.',
          'programs.sp500.collectionName is ""; write 1 to 64 printable ASCII characters.',
          'programs.sp500.symbol is "é"; write 1 to 16 printable ASCII characters.',
          "programs.sp500.description is 7; write 1 to 500 printable ASCII characters.",
          'programs.sp500.supply is "many"; write a whole number from 1 to 4,294,967,295.',
          "programs.sp500.perWallet is -1; write a whole number from 0 to 4,294,967,295.",
          "programs.sp500.price a is not an amount of the native coin; write a number such as 0.01.",
          'programs.sp500.confirm is "no"; write true or false.',
          "programs.ledger names no program; functions-source/programs has bitcoin, headlines, seattle-weather, sp500.",
          'programs.ledger: "ledger" is the name of a contract; rename the program.',
          "programs.seattle-weather.collectionName is that of bitcoin too; give each its own.",
        ].join("\n  "),
      ),
    );
  });

  it("a file that is no JSON", async () => {
    const file = path.join(ground.folder, "torn.json");
    await writeFile(file, "{");
    await expectRefusal({ settings: file }, 2, /^error: The configuration .*torn\.json is no JSON: /);
  });

  it("an account with too little LINK", () =>
    expectRefusal(
      { programs: "sp500", from: "3" },
      1,
      /^error: 0x\w{40} has 0\.00 LINK; 100\.00 LINK are to be paid\.\n {2}try: send LINK to this account first, take less with --link, or/,
    ));

  it("an account with too little native coin", async () => {
    const { deployer } = ground.network.accounts;
    const { provider } = ground.network.ethers;
    const balance = await provider.getBalance(deployer);
    await provider.send("hardhat_setBalance", [deployer.address, toQuantity(10n ** 15n)]);
    await expectRefusal(
      { programs: "sp500" },
      1,
      /^error: 0x\w{40} has 0\.001000 ETH; with a quarter to spare 0\.\d+ ETH are needed/,
    );
    await provider.send("hardhat_setBalance", [deployer.address, toQuantity(balance)]);
  });

  it("a signature of the terms of service that is none, or another's", async () => {
    const signed = (termsSignature: string, message: string | RegExp, exitCode: number) =>
      expectRefusal({ programs: "sp500", from: "2", link: "3", termsSignature }, exitCode, message);
    await ground.network.chainlink.link.getFunction("transfer").send(ground.network.accounts.users[1], 10n ** 19n);
    await signed("0x1234", /^error: --terms-signature is no signature; write its 65 bytes/, 2);
    const stranger = await ground.network.accounts.users[5]!.signMessage("terms");
    await signed(stranger, /^error: .*InvalidSignature\(\)/, 1);
  });
});
