import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";

import { tryDecodeAnswer } from "../../../functions-source/content/answer.ts";
import { toContentId } from "../../../functions-source/content/contentId.ts";
import { toBytes } from "../../../functions-source/content/hex.ts";
import { briefChapters } from "../../../simulations/story/chapters.ts";
import type { PeriodRecord } from "../../../simulations/story/period.ts";
import { Progress } from "../../../simulations/story/progress.ts";
import { type ChapterReport, storyText, writeFiles } from "../../../simulations/story/report.ts";
import { tellStory } from "../../../simulations/story/story.ts";
import type { Expectation } from "../../../simulations/story/verdict.ts";

interface Trace {
  readonly chapter: string;
  readonly data: string;
  readonly source: { readonly hash: string; readonly bytes: number };
  readonly periods: readonly PeriodRecord[];
  readonly verdict: readonly Expectation[];
}

const PNG = "89504e470d0a1a0a";

describe("the story in its short form", () => {
  const told: string[] = [];
  let out: string;
  let reports: readonly ChapterReport[];
  let lines: readonly string[];
  before(async () => {
    out = await mkdtemp(join(tmpdir(), "imago-story-test-"));
    const stream = { isTTY: false, write: (text: string) => told.push(text) > 0 };
    reports = await tellStory(briefChapters, { progress: new Progress(stream), guard: () => () => undefined });
    lines = storyText(out, reports, undefined).split("\n");
    await writeFiles(out, reports, undefined);
  });
  after(() => rm(out, { recursive: true, force: true }));

  it("has a line for each period, all of them in 80 columns", () => {
    const periods = lines.filter((line) => /^ {0,2}\d+ \d{4}-\d\d-\d\d /.test(line));
    expect(periods).to.have.lengthOf(6 + 12);
    expect(periods[0]).to.match(
      /^ {2}1 2008-09-15 {3}1193\.00 model {3}calm {6}fresh {4}[\da-f]{10} {1,2}\d+,\d{3} {3}4\/4$/,
    );
    expect(periods[1]).to.match(/ rules .* 4\/4 \*$/);
    expect(periods[5]).to.match(/ - {7}soar {6}fresh {4}hold /);
    expect(periods[8]).to.match(/ - - .* FEED_QUORUM .* \*$/);
    for (const line of lines.filter((each) => !each.startsWith(out))) expect(line.length, line).to.be.at.most(80);
  });

  it("tells what holds, what it cost, and what is made up", () => {
    const text = lines.join("\n").replaceAll(/\s+/g, " ");
    expect(text).to.include("The autumn of 2008: 9 of 9 expectations held");
    expect(text).to.include("A Seattle winter: 13 of 13 expectations held");
    expect(text).to.match(
      /6 periods, 5 evolutions, 6 requests \(with retries\): callbacks [\d,]+ gas, upkeeps [\d,]+ gas, \d+\.\d{4} LINK spent/,
    );
    expect(text).to.include("a scripted stand-in").and.to.include("made-up deviations");
    expect(lines.at(-1)).to.equal("Every expectation of the story held.");
  });

  it("shows progress while it works", () => {
    expect(told.join("")).to.include("chapter 2 of 2: A Seattle winter\n").and.to.include("day 12 of 12\n");
  });

  it("writes a trace from which everything can be checked again", async () => {
    const trace = JSON.parse(await readFile(join(out, "trace.json"), "utf8")) as Trace[];
    expect(trace.map(({ chapter }) => chapter)).to.deep.equal(["sp500", "seattle-weather"]);
    for (const { periods, source, verdict } of trace) {
      expect(source.hash).to.match(/^0x[\da-f]{64}$/);
      expect(verdict.every(({ held }) => held)).to.equal(true);
      for (const { outcome, document, digest, contentId, observations } of periods) {
        expect(observations).to.have.lengthOf(4);
        if (outcome !== "evolved") continue;
        expect(digest).to.equal(`0x${createHash("sha256").update(document!).digest("hex")}`);
        expect(contentId).to.equal(toContentId(digest!));
        expect(tryDecodeAnswer(toBytes(observations[0]!.result!.slice(2)))!.contentDigest).to.equal(digest);
      }
    }
    const [, winter] = trace;
    const rungs = [
      "fresh",
      "fresh",
      "fresh",
      ...Array<string>(5).fill("stale"),
      "fallback",
      "fallback",
      "fresh",
      "fresh",
    ];
    expect(winter!.periods.map(({ rung }) => rung)).to.deep.equal(rungs);
    expect(winter!.periods[2]!.attempts).to.equal(3);
  });

  it("draws a strip with every frame, labelled", async () => {
    const svg = await readFile(join(out, "film-strip.svg"), "utf8");
    expect(svg.match(/<image /g)).to.have.lengthOf(18);
    for (const words of [
      "1193.00",
      ">no AI<",
      ">blackout<",
      "preset",
      "2013-12-01 to 2013-12-12",
      "scripted, no model",
      "made-up deviations",
    ]) {
      expect(svg).to.include(words);
    }
    expect(svg.match(/>blackout</g), "the incident's name once").to.have.lengthOf(1);
    expect((await readFile(join(out, "film-strip.png"))).subarray(0, 8).toString("hex")).to.equal(PNG);
  });
});
