import { expect } from "chai";

import { DAY, dayOfDate } from "../../../simulations/world/days.ts";
import { type Copy, FIRST_DAY, LAST_DAY, storiesOf } from "../../../simulations/world/headlines.ts";
import { THEMES } from "../../../simulations/world/titles.ts";

const YEAR = Array.from({ length: 365 }, (_, index) => dayOfDate(2015, 1, 1) + index);
const later = (day: number): number => (day + 4) * DAY;
const talk = (day: number, copy: Copy, now = later(day)): number => {
  const best = storiesOf(day, now, copy).slice(0, 20);
  const sum = (of: "points" | "comments"): number => best.reduce((total, story) => total + story[of], 0);
  return Math.round((1e3 * sum("comments")) / sum("points"));
};

describe("the made-up Hacker News", () => {
  it("has thirty stories a day, posted within it, the most voted first", () => {
    for (const day of [FIRST_DAY, ...YEAR.slice(0, 30), LAST_DAY]) {
      const stories = storiesOf(day, later(day), "mirror");
      expect(stories).to.have.length(30);
      expect(new Set(stories.map(({ id }) => id)).size).to.equal(30);
      for (const { postedAt } of stories) expect(Math.floor(postedAt / DAY)).to.equal(day);
      const points = stories.map((story) => story.points);
      expect(points).to.deep.equal(points.toSorted((a, b) => b - a));
    }
  });
  it("has none outside its span", () => {
    for (const day of [FIRST_DAY - 1, LAST_DAY + 1]) expect(storiesOf(day, later(day), "mirror")).to.deep.equal([]);
  });
  it("has ids that ascend with the time of posting, above the first id that programs ask from", () => {
    const stories = YEAR.slice(0, 7).flatMap((day) => storiesOf(day, later(day), "mirror"));
    const byTime = stories.toSorted((a, b) => a.postedAt - b.postedAt);
    for (const { id, postedAt } of stories) expect(id).to.be.greaterThan(postedAt / 10 - 132e6);
    const distant = byTime.filter(({ postedAt }, index) => index > 0 && postedAt - byTime[index - 1]!.postedAt > 300);
    for (const story of distant) expect(story.id).to.be.greaterThan(byTime[byTime.indexOf(story) - 1]!.id);
  });
  it("has titles that Hacker News would take, many different ones a year", () => {
    const titles = THEMES.flatMap(({ subjects, bright, sombre }) =>
      subjects.flatMap((subject) => [...bright, ...sombre].map((predicate) => `${subject} ${predicate}`)),
    );
    for (const title of titles) expect(title).to.match(/^[A-Z][\w .,:'-]{10,79}$/);
    const seen = new Set(YEAR.flatMap((day) => storiesOf(day, later(day), "mirror").map(({ title }) => title)));
    expect(seen.size).to.be.greaterThan(400);
    for (const title of seen) expect(titles).to.include(title);
  });
  it("is talked about now more, now less, and both copies say nearly the same", () => {
    const talks = YEAR.map((day) => talk(day, "algolia"));
    expect(Math.min(...talks)).to.be.within(200, 400);
    expect(Math.max(...talks)).to.be.within(750, 1_000);
    for (const day of YEAR) expect(Math.abs(talk(day, "algolia") - talk(day, "mirror"))).to.be.at.most(25);
  });
  it("goes on being voted upon for two days, and is final then", () => {
    const day = YEAR[0]!;
    const at = (hours: number): number => talk(day, "mirror", (day + 1) * DAY + hours * 3_600);
    expect(new Set([0, 6, 12, 24].map(at)).size).to.equal(4);
    expect(at(48)).to.equal(at(500));
  });
  it("shows nothing that is not posted yet", () => {
    const day = YEAR[0]!;
    expect(storiesOf(day, day * DAY - 1, "mirror")).to.deep.equal([]);
    expect(storiesOf(day, day * DAY + DAY / 2, "mirror").length).to.be.within(5, 25);
  });
  it("is the same on every machine", () => {
    const [first] = storiesOf(dayOfDate(2015, 6, 18), later(dayOfDate(2015, 6, 18)), "algolia");
    expect(first).to.deep.equal({
      id: 12_462_656,
      postedAt: 1_434_626_561,
      title: "The quarrel of two maintainers breaks a promise, and blame goes around",
      points: 997,
      comments: 841,
    });
  });
});
