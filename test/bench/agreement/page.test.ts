import { expect } from "chai";
import { Resvg } from "@resvg/resvg-js";

import { lineChart } from "../../../bench/agreement/chart.ts";
import { withFigures } from "../../../bench/agreement/page.ts";

describe("withFigures", () => {
  const page =
    "a\n<!-- figures: one -->\nold\n<!-- end of figures -->\nb\n<!-- figures: two -->\n<!-- end of figures -->\n";
  it("replaces what stands between the marks, and nothing else", () => {
    const once = withFigures(page, "two", "new");
    expect(once).to.equal(page.replace("two -->\n<!--", "two -->\n\nnew\n\n<!--"));
    expect(withFigures(once, "two", "new")).to.equal(once);
  });
  it("says what to write when there is no such place", () =>
    expect(() => withFigures(page, "three", "")).to.throw('write "<!-- figures: three -->"'));
});

describe("lineChart", () => {
  const svg = lineChart({
    title: "Title",
    places: ["0 %", "5 %"],
    placesLabel: "wobble",
    most: 1,
    series: [
      { name: "first", values: [1, 0.9], colour: "#111111" },
      { name: "second", values: [undefined, 0.89], colour: "#222222", dashed: true },
    ],
    bars: [{ value: 0.5, name: "half" }],
  });
  it("is well-formed and drawn", () => expect(new Resvg(svg).render().width).to.equal(760));
  it("keeps names apart where curves end close to each other", () => {
    const at = (name: string): number => Number(new RegExp(` y="([\\d.]+)"[^>]*>${name}<`).exec(svg)![1]);
    expect(Math.abs(at("first") - at("second"))).to.be.at.least(16);
  });
  it("draws a point for each value", () => expect(svg.match(/<circle/g)).to.have.length(3));
});
