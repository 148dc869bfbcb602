import { followPage } from "./reader.ts";

describe("docs/first-program.md", () => {
  it("leads from nothing to a token that evolves, command by command", async function () {
    this.timeout(600_000);
    await followPage("first-program");
  });
});
