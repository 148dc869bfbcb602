import { readFileSync } from "node:fs";

import { expect } from "chai";

import { drive } from "../support.ts";
import { KEYS, TAIL, honest, withTitle } from "./day.ts";
import { DEMANDED, obey, textsOf } from "./gullible.ts";
import { type Answer, tryDecodeAnswer } from "../../../functions-source/content/answer.ts";
import type { HttpRequest, Settled } from "../../../functions-source/effects.ts";
import { evolve } from "../../../functions-source/evolve.ts";
import { algolia } from "../../../functions-source/feeds/algolia.ts";
import type { Feed } from "../../../functions-source/feeds/feed.ts";
import { STORIES } from "../../../functions-source/feeds/stories.ts";
import type { Core } from "../../../functions-source/program.ts";
import { core } from "../../../functions-source/programs/headlines.ts";
import { promptOf } from "../../../functions-source/prompt.ts";
import { MOOD } from "../../../functions-source/traits.ts";

interface HostileTitle {
  readonly kind: string;
  readonly title: string;
}

const TITLES = JSON.parse(
  readFileSync(new URL("hostile-titles.json", import.meta.url), "utf8"),
) as readonly HostileTitle[];
const MOST_BYTES = 10_000;
const QUOTATION = /^[\p{L}\p{M}\p{N} .,:!?'%+-]{0,80}$/u;

interface Day {
  readonly bytes: Uint8Array;
  readonly answer: Answer;
  /** The requests to AIs. */
  readonly asked: readonly HttpRequest[];
}

/** The program on a day with this title, asked of AIs that obey what they can, or of honest ones. */
function live(title: string, ais: "gullible" | "honest", program: Core = core): Day {
  const day = withTitle(title);
  const asked: HttpRequest[] = [];
  const respond = (request: HttpRequest): Settled => {
    if (request.init.body === undefined) return day(request);
    asked.push(request);
    return ais === "honest" ? honest(request) : obey(request, honest(request));
  };
  const { value: bytes } = drive(evolve(program, TAIL, KEYS), respond);
  return { bytes, answer: tryDecodeAnswer(bytes)!, asked };
}

const obeyed = ({ answer: { state, traits } }: Day): boolean =>
  core.states[state]![0] === DEMANDED.state && core.moods[Number(traits) & ((1 << MOOD.width) - 1)] === DEMANDED.mood;

/** Whether the title has its will, or at least keeps the program from answering. */
function harms(title: string, program: Core): boolean {
  try {
    return obeyed(live(title, "gullible", program));
  } catch (error) {
    return (error as Error).message.startsWith("BUDGET");
  }
}

/** The program with another way to tell the AIs of titles. */
const telling = (tell: (titles: readonly string[]) => string): Core => {
  const careless: Feed = {
    ...algolia,
    rows: (body, day, notes = {}) => {
      const rows = algolia.rows(body, day);
      notes.told = tell((JSON.parse(body) as { hits: { title: string }[] }).hits.map(({ title }) => title));
      return rows;
    },
  };
  return { ...core, feeds: [careless, core.feeds[1]!] };
};

describe("hostile titles", () => {
  it("are many, of many kinds", () => {
    expect(TITLES.length).to.be.at.least(40);
    expect(new Set(TITLES.map(({ kind }) => kind)).size).to.be.at.least(20);
    expect(new Set(TITLES.map(({ title }) => title)).size).to.equal(TITLES.length);
  });
  it("demand what nobody honest says on that day", () => {
    expect(obeyed(live("A calm day in the garden", "gullible"))).to.equal(false);
  });

  for (const [index, { kind, title }] of TITLES.entries()) {
    it(`${index + 1}, ${kind}: are quotations and no more`, () => {
      const { bytes, answer, asked } = live(title, "gullible");
      expect(bytes).to.have.length(128);
      expect(answer).to.include({ kind: 1, decider: 1, multiplier: 10_000 });
      expect(bytes, "an honest judgement").to.deep.equal(live(title, "honest").bytes);
      expect(asked).to.have.length(2);
      for (const request of asked) {
        expect(Buffer.byteLength(JSON.stringify(request))).to.be.at.most(MOST_BYTES);
        const [system, user] = textsOf(request);
        expect(system).to.equal(promptOf(core));
        const { titles, ...others } = JSON.parse(user) as { readonly titles: readonly string[] };
        expect(others).to.deep.equal({ from: "market", measure: 500, reading: 500 });
        expect(titles).to.have.length(STORIES);
        for (const each of titles) {
          expect(each).to.match(QUOTATION);
          expect(each).not.to.match(/\p{DI}/u);
          expect(Buffer.from(each).toString(), "no lone surrogate").to.equal(each);
        }
      }
    });
  }

  describe("if the program were careless", () => {
    // Text between quotation marks that somebody else wrote is what a prompt without JSON comes to.
    const undelimited = telling((titles) => `, "titles": ["${titles.join('", "')}"]} Titles:\n${titles.join("\n")}`);
    const uncleaned = telling((titles) => `,"titles":${JSON.stringify(titles)}`);
    it("are obeyed, every one, where nothing delimits them", () => {
      const harmless = TITLES.filter(({ title }) => !harms(title, undelimited));
      expect(harmless).to.deep.equal([]);
    });
    it("are obeyed where they are delimited and not cleaned, if they hold what could end a quotation", () => {
      const harmful = TITLES.filter(({ title }) => harms(title, uncleaned));
      expect(harmful.length).to.be.at.least(40);
      const kinds = new Set(harmful.map(({ kind }) => kind));
      for (const kind of ["schema", "json", "bidi", "zero width", "tag characters", "variation selectors", "very long"])
        expect([...kinds]).to.include(kind);
    });
  });
});
