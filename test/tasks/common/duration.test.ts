import { expect } from "chai";

import { counted, formatDuration } from "../../../tasks/common/duration.ts";

describe("durations", () => {
  for (const [seconds, text] of [
    [86_400, "1 day"],
    [259_200, "3 days"],
    [5_400, "90 minutes"],
    [3_600, "1 hour"],
    [61, "61 seconds"],
    [0, "0 seconds"],
  ] as const)
    it(`are told as "${text}"`, () => expect(formatDuration(seconds)).to.equal(text));

  it("are counted in the singular and the plural", () =>
    expect([counted(1, "request"), counted(1_200, "block")]).to.deep.equal(["1 request", "1,200 blocks"]));
});
