import { expect } from "chai";

import { fails, judgement, neighbour } from "../../../bench/agreement/judgement.ts";
import { isNear } from "./near.ts";
import { type Setting, usual } from "../../../bench/agreement/setting.ts";

const FIELDS = {
  state: { terms: ["a", "b", "c"], ruled: "b" },
  mood: { terms: ["u", "v", "w", "x"], ruled: "u" },
};
const CALM: Setting = { ...usual, providerFaults: 0, wobble: 0, borderline: 0, licence: 0 };
const COUNT = 4_000;
type Said = { state: string; mood: string };

const say = (setting: Setting, index: number, { service = "openai", node = 0, before = 0, round = `${index}` } = {}) =>
  JSON.parse(judgement(FIELDS, { service, before }, setting, { input: `${index}`, round, node })) as Said;
const shareOf = (holds: (index: number) => boolean): number =>
  Array.from({ length: COUNT }, (_, index) => index).filter(holds).length / COUNT;
/** Four standard errors of a share. */
const near = (share: number): number => 4 * Math.sqrt((share * (1 - share)) / COUNT);

describe("judgement", () => {
  it("is the rules' without a reason to differ", () => expect(say(CALM, 1)).to.deep.equal({ state: "b", mood: "u" }));
  it("wobbles each field by itself, and each call", () => {
    const setting = { ...CALM, wobble: 0.2 };
    const state = (index: number) => say(setting, index).state !== "b";
    const mood = (index: number) => say(setting, index).mood !== "u";
    expect(isNear(shareOf(state), 0.2, near(0.2))).to.equal(true);
    expect(isNear(shareOf(mood), 0.2, near(0.2))).to.equal(true);
    expect(
      isNear(
        shareOf((index) => state(index) && mood(index)),
        0.04,
        near(0.04),
      ),
    ).to.equal(true);
    for (const other of [{ service: "mistral" }, { node: 1 }, { before: 1 }, { round: "other" }]) {
      const of = (index: number) => ("round" in other ? { round: `other ${index}` } : other);
      const both = (index: number) => state(index) && say(setting, index, of(index)).state !== "b";
      expect(isNear(shareOf(both), 0.04, near(0.04)), JSON.stringify(other)).to.equal(true);
    }
  });
  it("overrules the rules in a share of inputs, both vendors alike", () => {
    const setting = { ...CALM, licence: 0.3 };
    const differs = (index: number) => say(setting, index).state !== "b" || say(setting, index).mood !== "u";
    expect(isNear(shareOf(differs), 0.3, near(0.3))).to.equal(true);
    for (let index = 0; index < 100; index++)
      expect(say(setting, index, { service: "mistral", node: 2 })).to.deep.equal(say(setting, index));
  });
  it("differs between vendors in a share of inputs", () => {
    const setting = { ...CALM, gap: 0.2 };
    const apart = (index: number) =>
      JSON.stringify(say(setting, index)) !== JSON.stringify(say(setting, index, { service: "mistral" }));
    expect(isNear(shareOf(apart), 0.2, near(0.2))).to.equal(true);
  });
  it("tosses a coin on a border: one vendor's, or both", () => {
    const moved = (setting: Setting, service: string) => (index: number) => {
      const { state, mood } = say(setting, index, { service });
      return state !== "b" || mood !== "u";
    };
    const one: Setting = { ...CALM, borderline: 1 };
    const all: Setting = { ...one, border: "all vendors" };
    for (const service of ["openai", "mistral"]) {
      expect(isNear(shareOf(moved(one, service)), 0.25, near(0.25))).to.equal(true);
      expect(isNear(shareOf(moved(all, service)), 0.5, near(0.5))).to.equal(true);
    }
    expect(shareOf((index) => moved(one, "openai")(index) && moved(one, "mistral")(index))).to.equal(0);
  });
  it("tosses one coin a round where nodes are correlated", () => {
    const apart = (correlated: boolean) =>
      shareOf((index) => {
        const setting: Setting = { ...CALM, borderline: 1, border: "all vendors", correlated };
        return JSON.stringify(say(setting, index)) !== JSON.stringify(say(setting, index, { node: 1 }));
      });
    expect(apart(true)).to.equal(0);
    expect(isNear(apart(false), 0.5, near(0.5))).to.equal(true);
  });
  it("fails by request", () => {
    const setting = { ...CALM, providerFaults: 0.05 };
    const failing = (index: number) =>
      fails({ service: "kraken", before: 0 }, setting, { input: "", round: `${index}`, node: 0 });
    expect(isNear(shareOf(failing), 0.05, near(0.05))).to.equal(true);
  });
  it("moves to the only neighbour at an end of the list", () => {
    expect(["1", "2", "3"].map((draw) => neighbour(FIELDS.mood, "u", draw))).to.deep.equal(["v", "v", "v"]);
    expect(["1", "2", "3"].map((draw) => neighbour(FIELDS.mood, "x", draw))).to.deep.equal(["w", "w", "w"]);
  });
});
