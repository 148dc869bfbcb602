import { expect } from "chai";

import { byHost, drive, tail } from "../support.ts";
import { BODIES, FAULTS, TEXTS } from "./failures.ts";
import { answered } from "./stand-ins.ts";
import { WORLDS } from "../worlds.ts";
import { accord } from "../../../functions-source/ai/accord.ts";
import { toHear } from "../../../functions-source/ai/hear.ts";
import { VENDORS, type Vendor } from "../../../functions-source/ai/vendors.ts";
import { tryDecodeAnswer } from "../../../functions-source/content/answer.ts";
import type { HttpRequest, Settled } from "../../../functions-source/effects.ts";
import { evolve } from "../../../functions-source/evolve.ts";
import { BY_MODEL, BY_RULES } from "../../../functions-source/limits.ts";
import { core } from "../../../functions-source/programs/bitcoin.ts";
import { promptOf } from "../../../functions-source/prompt.ts";
import { createVendors } from "../../../simulations/world/ai/vendors.ts";
import { STAND_IN_KEYS } from "../../../simulations/world/ai/keys.ts";

/** Bitcoin asked by one vendor's adapter alone. */
const FROM = 3;
const CHOICE = [3, 3];
const MESSAGE = '{"from":"flow","measure":588,"reading":9000000}';
const question = ({ ai }: Vendor): HttpRequest => {
  let asked: HttpRequest | undefined;
  hear(ai, (request) => ((asked = request), undefined));
  return asked!;
};
const hear = (ai: Vendor["ai"], responder: (request: HttpRequest) => Settled) =>
  drive(toHear(core, { spent: 2 }, STAND_IN_KEYS, core.transitions[FROM]!, promptOf(core), MESSAGE)([ai]), responder)
    .value[0];

/** A whole run of Bitcoin, in which these AIs vote. */
const decider = (vendors: readonly Vendor[], replies: (request: HttpRequest) => Settled): number => {
  const own = { ...core, decide: accord(vendors.map(({ ai }) => ai)) };
  const feeds = byHost(WORLDS.bitcoin!);
  const run = evolve(own, tail({ lastState: BigInt(FROM), lastReading: 8_500_000n }), STAND_IN_KEYS);
  const { value } = drive(run, (request) => (request.init.body === undefined ? feeds(request) : replies(request)));
  return tryDecodeAnswer(value)!.decider;
};

/** The reply with another text in the model's place. */
function saying(reply: Settled, text: string): Settled {
  const [status, body] = reply!;
  const said = /\{\\"state\\".*?\}(?=")/.exec(body)![0];
  return [status, body.replace(said, () => JSON.stringify(text).slice(1, -1))];
}

describe("the failure matrix of AI vendors", () => {
  for (const vendor of VENDORS) {
    const { ai, name } = vendor;
    const other = VENDORS.find((each) => each.name !== name)!;

    describe(name, () => {
      let steady: Settled;
      let otherSteady: Settled;
      before(async () => {
        steady = await answered(question(vendor), []);
        otherSteady = await answered(question(other), []);
      });

      /** Unheard, the vendor costs nothing: the other one and the rules decide, or the rules alone. */
      function expectOutcome(reply: Settled, heard: boolean): void {
        expect(hear(ai, () => reply)).to.deep.equal(heard ? CHOICE : undefined);
        expect(decider([vendor], () => reply)).to.equal(heard ? BY_MODEL : BY_RULES);
        const both = ({ url }: HttpRequest): Settled => (url === question(vendor).url ? reply : otherSteady);
        expect(decider([vendor, other], both)).to.equal(BY_MODEL);
        expect(decider([other, vendor], both)).to.equal(BY_MODEL);
      }

      for (const [what, form, heard] of FAULTS)
        it(`${heard ? "is heard" : "is not heard"} with ${what}`, async () => {
          const faults = form === undefined ? [] : [{ service: name, ...form } as const];
          expectOutcome(await answered(question(vendor), faults), heard);
        });
      for (const [what, body] of Object.entries(BODIES))
        it(`is not heard with ${what}`, () => expectOutcome([200, body], false));
      for (const [what, text] of Object.entries(TEXTS))
        it(`is not heard with ${what}`, () => {
          const reply = saying(steady, JSON.stringify(text));
          expect(reply).not.to.deep.equal(steady);
          expectOutcome(reply, false);
        });
      it("is not heard with any beginning of its answer, however it ends", () => {
        const whole = JSON.stringify({ state: "flow", mood: "hope" });
        for (let length = 0; length < whole.length; length++)
          expect(
            hear(ai, () => saying(steady, whole.slice(0, length))),
            `${length}`,
          ).to.equal(undefined);
        expect(hear(ai, () => saying(steady, whole))).to.deep.equal(CHOICE);
      });
      it("is not heard with a status that is not 200, whatever the body", () => {
        for (const status of [201, 202, 400, 500]) expectOutcome([status, steady![1]], false);
      });
      it("is not heard with another vendor's envelope", () => {
        const wires = new Set(["openai", "mistral"]);
        const sharesWire = wires.has(name) && wires.has(other.name);
        if (!sharesWire) expectOutcome(otherSteady, false);
        else expect(hear(ai, () => otherSteady)).to.deep.equal(CHOICE);
      });
      it("says in its usage what an answer took", () => {
        const { usage, usageMetadata } = JSON.parse(steady![1]) as Record<string, Record<string, number>>;
        const counts = Object.values(usage ?? usageMetadata!).filter((count) => Number.isInteger(count) && count > 0);
        expect(counts.length).to.be.at.least(2);
      });
    });
  }

  it("has a stand-in for every vendor", () =>
    expect(createVendors().map(({ name }) => name)).to.deep.equal(VENDORS.map(({ name }) => name)));
});
