import { expect } from "chai";

import { openaiReply, tail } from "../support.ts";
import { type Timed, inVirtualTime } from "../virtualTime.ts";
import { WORLDS } from "../worlds.ts";
import { tryDecodeAnswer } from "../../../functions-source/content/answer.ts";
import { AI_MS, BY_MODEL, BY_RULES, FEEDS_MS } from "../../../functions-source/limits.ts";
import { core } from "../../../functions-source/programs/bitcoin.ts";
import { run } from "../../../functions-source/sandbox.ts";

/** A DON ends a run after 10 s; a second is left for the sandbox itself. */
const MOST_MS = 9_000;
const IN_TIME = AI_MS - 1;
/** The rules' choice of the world, and another one. */
const RULED = { state: "flow", mood: "hope" };
const OTHER = { state: "surge", mood: "euphoria" };

/** What one vendor does with its questions, one after the other: a choice, so many milliseconds later. */
type Course = readonly (readonly [ms: number, choice?: typeof RULED, stubborn?: boolean])[];

/** A whole run with what each vendor does; feeds answer at once, or that late. */
async function runWith(first: Course, second: Course, feedsMs = 0) {
  const replies: Timed = (url, nth) => {
    const { host } = new URL(url);
    const feed = WORLDS.bitcoin![host];
    if (feed) return { ms: feedsMs, body: feed[1] };
    const [ms, choice = RULED, stubborn = false] = (host === "api.openai.com" ? first : second)[nth] ?? [Infinity];
    return { ms, body: openaiReply(choice)![1], stubborn };
  };
  const globals = { bytesArgs: [tail({ lastReading: 8_500_000n })], secrets: { openaiKey: "1", mistralKey: "2" } };
  const { outcome, ms } = await inVirtualTime(globals, replies, () => run(core));
  expect(ms).to.be.below(MOST_MS);
  return { ms, said: outcome instanceof Error ? outcome.message : said(outcome) };
}

function said(bytes: Uint8Array): string {
  const { decider, state } = tryDecodeAnswer(bytes)!;
  return `${{ [BY_MODEL]: "model", [BY_RULES]: "rules" }[decider]}: ${core.states[state]![0]}`;
}

const now = (choice = RULED) => [10, choice] as const;
const late = [AI_MS] as const;
const lost = [Infinity] as const;

describe("a whole run, while AIs take their time", () => {
  it("is as quick as the slower of two AIs of the rules' mind", async () =>
    expect(await runWith([[700]], [[1_900]])).to.deep.equal({ ms: 1_900, said: "model: flow" }));
  it("hears an AI that answers just in time, and not one that answers at the end of its time", async () => {
    expect(await runWith([[IN_TIME]], [now()])).to.deep.equal({ ms: IN_TIME, said: "model: flow" });
    expect(await runWith([late, now()], [now()])).to.deep.equal({ ms: AI_MS + 10, said: "model: flow" });
  });
  it("asks the late one again, and decides by what it says then", async () => {
    expect((await runWith([late, now(OTHER)], [now(OTHER)])).said).to.equal("model: surge");
    expect((await runWith([now(OTHER)], [late, now(OTHER)])).said).to.equal("model: surge");
    expect((await runWith([late, now(OTHER)], [now()])).said).to.equal("AI_SPLIT:,3,3,4,5");
  });
  it("does not hear what comes late all the same, while it asks again", async () => {
    const stubborn = [AI_MS + 50, OTHER, true] as const;
    const expected = { ms: AI_MS + 900, said: "model: flow" };
    expect(await runWith([stubborn, [900]], [now()])).to.deep.equal(expected);
    expect(await runWith([now()], [stubborn, [900]])).to.deep.equal(expected);
  });
  it("takes the rules' value when one AI is late twice, whatever the other says", async () => {
    for (const choice of [RULED, OTHER]) {
      const expected = { ms: 2 * AI_MS, said: "model: flow" };
      expect(await runWith([late, late], [now(choice)])).to.deep.equal(expected);
      expect(await runWith([now(choice)], [late, late])).to.deep.equal(expected);
    }
  });
  it("leaves it to the rules when both are late, and one again", async () =>
    expect(await runWith([late, late], [late])).to.deep.equal({ ms: 2 * AI_MS, said: "rules: flow" }));
  it("decides by one that answers at the second turn alone", async () =>
    expect((await runWith([late, now(OTHER)], [late])).said).to.equal("model: flow"));
  it("errs when the answer that would settle it is late", async () => {
    expect(await runWith([now(OTHER)], [now(), late])).to.deep.equal({ ms: AI_MS + 10, said: "AI_SPLIT:4,5,3,3," });
    expect((await runWith([now(), late], [now(OTHER)])).said).to.equal("AI_SPLIT:3,3,4,5,");
  });
  it("decides by two of one mind when the third answer is late", async () =>
    expect(await runWith([now(OTHER), late], [now(OTHER)])).to.deep.equal({ ms: AI_MS + 10, said: "model: surge" }));
  it("ends in time when feeds and AIs take all of theirs", async () => {
    const full = FEEDS_MS - 1 + 2 * IN_TIME;
    expect(
      await runWith(
        [
          [IN_TIME, OTHER],
          [IN_TIME, OTHER],
        ],
        [[IN_TIME, OTHER]],
        FEEDS_MS - 1,
      ),
    ).to.deep.equal({
      ms: full,
      said: "model: surge",
    });
    expect(await runWith([lost, lost], [lost], FEEDS_MS - 1)).to.deep.equal({
      ms: FEEDS_MS - 1 + 2 * AI_MS,
      said: "rules: flow",
    });
  });
  it("ends before any AI is asked when the feeds are late", async () =>
    expect(await runWith([now()], [now()], FEEDS_MS)).to.deep.equal({
      ms: 2 * FEEDS_MS,
      said: "FEED_QUORUM:none,none,none",
    }));
});
