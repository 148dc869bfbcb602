import { expect } from "chai";

import { json, text } from "../../../../simulations/world/exchange.ts";
import { HOSTILE_TEXT, withHostileText } from "../../../../simulations/world/faults/hostile.ts";

describe("hostile text", () => {
  it("stands in every object of a JSON answer, beside what was there", () => {
    const { body } = withHostileText(json(200, { a: [{ b: 1 }, 2], c: null }));
    expect(JSON.parse(body)).to.deep.equal({ a: [{ b: 1, note: HOSTILE_TEXT }, 2], c: null, note: HOSTILE_TEXT });
  });

  it("is a further column of CSV", () => {
    const { body } = withHostileText(text(200, "DATE,SPX\r\n01/02/2003,4.5\r\n", "text/csv"));
    expect(body).to.equal(`DATE,SPX,"${HOSTILE_TEXT}"\r\n01/02/2003,4.5,"${HOSTILE_TEXT}"\r\n`);
  });
});
