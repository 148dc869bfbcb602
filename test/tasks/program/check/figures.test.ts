import { readFileSync } from "node:fs";

import { expect } from "chai";

import { Laboratory } from "../../../../bench/agreement/laboratory.ts";
import { variants } from "../../../../bench/agreement/rows.ts";
import {
  FIGURES,
  type FigureName,
  measuredFigures,
  percent,
  quoted,
  sharesOf,
} from "../../../../tasks/program/check/figures.ts";
import { rules } from "../../../../tasks/program/check/rules/index.ts";

const page = readFileSync(new URL("../../../../docs/agreement.md", import.meta.url), "utf8");

/** Rows of the table of that name, cell by cell, without its head. */
function tableOf(name: string): string[][] {
  const begin = page.indexOf(`<!-- figures: ${name} -->`);
  const lines = page.slice(begin, page.indexOf("<!-- end of figures -->", begin)).split("\n");
  const rows = lines.filter((line) => line.startsWith("|")).slice(2);
  return rows.map((row) =>
    row
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
}

describe("the figures that program check quotes", () => {
  const measured = measuredFigures();

  it("are those of docs/agreement.md, each with its rule", () => {
    expect(tableOf("rules")).to.deep.equal(
      rules.map(({ name, finds, figure }) => [`\`${name}\``, finds, quoted(figure)]),
    );
  });

  it("are all in docs/agreement.md", () => {
    const shares = Object.entries(FIGURES).map(([name, about]) => {
      const { honest, lied } = measured[name as FigureName];
      const values = [honest.allEqual, honest.faultless, honest.none, honest.wrong];
      return [about, ...[...values, lied.faultless, lied.none, lied.wrong].map(percent)];
    });
    expect(tableOf("faults")).to.deep.equal(shares);
  });

  it("are those of the laboratory's other tables", () => {
    const usual = Object.fromEntries(tableOf("usual day").map(([name, ...cells]) => [name, cells]));
    const of = (name: FigureName, side: "honest" | "lied"): string[] => {
      const { allEqual, faultless, wrong, none } = measured[name][side];
      return [allEqual, faultless, wrong, none].map(percent);
    };
    const cells = (row: string): string[] => [0, 1, 3, 4].map((column) => usual[row]![column]!);
    for (const [name, row] of [
      ["usual", "two and rules, confirmed"],
      ["oneVendor", "one, confirmed"],
      ["inTurn", "two, confirmed"],
      ["unconfirmed", "two and rules"],
      ["freeText", "hash of free text"],
      ["moment", "current price"],
    ] as const) {
      expect(of(name, "honest"), row).to.deep.equal(cells(row));
      expect(of(name, "lied"), row).to.deep.equal(cells(`${row}, one liar`));
    }
  });

  it("speak for their rules: each is worse than what it is compared with", () => {
    for (const { name, figure } of rules) {
      const [share, other] = sharesOf(figure);
      const isBad = figure.share === "wrong" || figure.share === "none";
      expect(isBad ? share > other : share < other, `${name}: ${quoted(figure)}`).to.equal(true);
    }
  });

  it("are measured by the laboratory: the same program gives the same shares", async () => {
    const plan = variants().find(({ subject, setting }) => subject === "no look back" && setting.liars === 0)!;
    const { allEqual, faultless, wrong, none } = await new Laboratory().measure(plan);
    expect({ allEqual, faultless, wrong, none }).to.deep.equal(measured.noLookBack.honest);
  });
});
