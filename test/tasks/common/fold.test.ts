import { expect } from "chai";

import { foldMessage } from "../../../tasks/common/fold.ts";

describe("messages at a terminal", () => {
  it("break between words, continuation lines indented by 2", () => {
    expect(foldMessage("error: the tide is higher than it was", 20)).to.equal(
      "error: the tide is\n  higher than it was",
    );
    expect(foldMessage("  a tide that comes", 14)).to.equal("  a tide\n    that comes");
  });

  it("leave a line that fits, a table and a line break as they are", () =>
    expect(foldMessage("a  table\n1  2", 8)).to.equal("a  table\n1  2"));

  it("leave commands on one line", () => {
    const command = "  try: npx --no hardhat subscription fund --link 5";
    expect(foldMessage(command, 20)).to.equal(command);
    expect(foldMessage(`error: no LINK is left\n${command}`, 20)).to.equal(`error: no LINK is\n  left\n${command}`);
  });

  it("leave a word that is longer than a line whole", () =>
    expect(foldMessage("see 0x0123456789abcdef0123", 12)).to.equal("see\n  0x0123456789abcdef0123"));
});
