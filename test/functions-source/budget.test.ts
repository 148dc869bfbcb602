import { expect } from "chai";

import { spend } from "../../functions-source/budget.ts";
import type { HttpRequest } from "../../functions-source/effects.ts";
import { AI_MS, FEEDS_MS, MAX_REQUESTS } from "../../functions-source/limits.ts";

const request = (length = 0): HttpRequest => ({ url: "https://a/", init: { headers: {}, body: "x".repeat(length) } });
const requests = (count: number): HttpRequest[] => Array.from({ length: count }, () => request());

describe("spend", () => {
  it("asks for five requests in all", () => {
    const budget = { spent: 0 };
    expect(spend(budget, requests(3), 1)).to.deep.equal({ requests: requests(3), timeoutMs: 1 });
    expect(spend(budget, requests(2), 2_500)).to.deep.equal({ requests: requests(2), timeoutMs: 2_500 });
    expect(budget.spent).to.equal(MAX_REQUESTS);
  });
  it("refuses the sixth by its number, without asking for any of its batch", () => {
    const budget = { spent: 4 };
    expect(() => spend(budget, requests(2), 1)).to.throw(/^BUDGET:6$/);
  });
  it("refuses a request over 10 KB", () => {
    expect(() => spend({ spent: 0 }, [request(10_000)], 1)).to.throw(/^BUDGET:1$/);
    expect(spend({ spent: 0 }, [request(9_900)], 1).requests).to.have.length(1);
  });
  it("grants less than 9 of the 10 seconds of a run", () => expect(FEEDS_MS + 2 * AI_MS).to.be.below(9_000));
  it("grants the feeds at most 2.5 s and the AIs together at most 6 s", () => {
    expect(FEEDS_MS).to.be.at.most(2_500);
    expect(2 * AI_MS).to.be.at.most(6_000);
  });
});
