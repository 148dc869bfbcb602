import { expect } from "chai";

import { obstacle } from "../../../tasks/evolution/obstacle.ts";
import type { Requests, Standing } from "../../../tasks/program/standing.ts";

const NOW = 1_330_560_000;
const DAY = 86_400;

const idle = {
  ...{ pending: false, byStranger: false, tag: 0n, period: 10n, sentAt: 0n, retryAt: 0n },
  ...{ attempts: 0n, publicAttempts: 0n, confirmAttempts: 0n, phase: 0n },
};

/** A program that is due since ten hours, of which nothing was asked. */
function standing(changes: {
  readonly status?: Partial<typeof idle>;
  readonly ask?: { readonly period?: bigint; readonly due?: boolean; readonly dueAt?: bigint };
  readonly requests?: Partial<Omit<Requests, "status"> & { readonly status: typeof idle }>;
  readonly line?: Partial<Requests["line"]>;
}): Standing {
  const line = { maxGasPrice: 1n, requestTimeout: 300, backoff: 600, grace: 3_600, maxAttempts: 3, confirm: true };
  const requests = {
    line: { ...line, ...changes.line },
    ...{ sourceHash: "0x", subscriptionId: 1n, version: 1, hasCandidate: false },
    status: { ...idle, ...changes.status },
    ...changes.requests,
  };
  const ask = { period: 10n, due: true, dueAt: BigInt(NOW - 36_000), ...changes.ask };
  const status = { paused: false, evolutions: 1n, settledPeriod: 9n };
  const terms = { periodLength: BigInt(DAY) };
  return { name: "sp500", version: 1, now: NOW, requests, ask, status, terms } as unknown as Standing;
}

const why = (one: Standing, performer = true): string | undefined => obstacle(one, performer)?.why;
const until = (one: Standing, performer = true): number | undefined => obstacle(one, performer)?.until;

describe("evolution: what is in the way of a request", () => {
  it("is nothing for a period that was not asked for", () => {
    expect(why(standing({}))).to.equal(undefined);
    expect(why(standing({}), false)).to.equal(undefined);
    expect(
      why(standing({ status: { period: 9n, attempts: 3n, publicAttempts: 3n, retryAt: BigInt(NOW + 9) } })),
    ).to.equal(undefined);
  });

  it("is the settled period until the next one's data is final", () => {
    expect(until(standing({ ask: { due: false } }))).to.equal(NOW - 36_000 + DAY);
    expect(until(standing({ ask: { due: false, dueAt: BigInt(NOW + 5) } }))).to.equal(NOW + 5);
  });

  it("is a pending request until it expires, but a stranger's for strangers only", () => {
    const sentAt = BigInt(NOW - 100);
    expect(until(standing({ status: { pending: true, sentAt } }))).to.equal(NOW + 200);
    expect(until(standing({ status: { pending: true, sentAt, byStranger: true } }))).to.equal(undefined);
    expect(until(standing({ status: { pending: true, sentAt, byStranger: true } }), false)).to.equal(NOW + 200);
    expect(why(standing({ status: { pending: true, sentAt: BigInt(NOW - 300) } }))).to.equal(undefined);
  });

  it("is the grace for strangers, to the second", () => {
    expect(until(standing({ line: { grace: 36_001 } }), false)).to.equal(NOW + 1);
    expect(why(standing({ line: { grace: 36_000 } }), false)).to.equal(undefined);
    expect(why(standing({ line: { grace: 36_001 } }))).to.equal(undefined);
  });

  it("is the wait for performers' next attempt, and their last attempt", () => {
    const retryAt = BigInt(NOW + 60);
    expect(until(standing({ status: { attempts: 1n, retryAt } }))).to.equal(NOW + 60);
    expect(why(standing({ status: { attempts: 1n, retryAt: BigInt(NOW) } }))).to.equal(undefined);
    expect(why(standing({ status: { attempts: 3n } }))).to.match(/^all 3 attempts of performers at period 10 are used/);
    expect(why(standing({ status: { attempts: 3n } }), false)).to.equal(undefined);
  });

  it("is a doubling wait for strangers, and their last attempt", () => {
    const sentAt = BigInt(NOW - 700);
    expect(why(standing({ status: { publicAttempts: 1n, sentAt } }), false)).to.equal(undefined);
    expect(until(standing({ status: { publicAttempts: 2n, sentAt } }), false)).to.equal(NOW + 500);
    expect(why(standing({ status: { publicAttempts: 3n, sentAt } }), false)).to.match(/^all 3 attempts of strangers/);
  });

  it("is nothing for a candidate's first confirmation, and a wait for a performer's second", () => {
    const requests = { hasCandidate: true };
    const retryAt = BigInt(NOW + 60);
    const first = { ...idle, attempts: 3n, retryAt };
    expect(why(standing({ requests: { ...requests, status: first } }))).to.equal(undefined);
    expect(until(standing({ requests: { ...requests, status: { ...first, confirmAttempts: 1n } } }))).to.equal(
      NOW + 60,
    );
    expect(why(standing({ requests: { ...requests, status: { ...first, confirmAttempts: 1n } } }), false)).to.equal(
      undefined,
    );
  });

  it("is what a curator has to do", () => {
    expect(obstacle(standing({ requests: { version: 2 } }), true)).to.deep.include({ remedy: "update" });
    const paused = { ...standing({}), status: { paused: true } } as Standing;
    expect(obstacle(paused, true)).to.deep.equal({ why: "sp500 is paused", remedy: "unpause" });
  });
});
