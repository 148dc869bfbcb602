import { followPage } from "./reader.ts";

describe("docs/deploying.md", () => {
  it("leads from nothing to a token that evolved, and back to the last LINK, command by command", async function () {
    this.timeout(600_000);
    await followPage("deploying");
  });
});
