import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";

import { expect } from "chai";
import { keccak256, toUtf8Bytes } from "ethers";

import { openaiReply, runProgram, tail } from "./support.ts";
import { READINGS, WORLDS } from "./worlds.ts";
import { MAX_BUNDLE_BYTES, bundle, bundleWithParts, checkSource, type Bundle } from "../../functions-source/bundle.ts";
import { committedBundles, goneFrom, standingOf } from "../../functions-source/bundles.ts";
import type { Settled } from "../../functions-source/effects.ts";
import { bytesByPart } from "../../functions-source/parts.ts";
import { loadProgram, programNames } from "../../functions-source/programs.ts";
import { promptOf } from "../../functions-source/prompt.ts";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
type Source = (bytesArgs: string[], secrets: object, fetch: (url: string) => unknown) => Promise<Uint8Array>;
const AsyncFunction = (async () => {}).constructor as new (...parts: string[]) => Source;

/** The same JSON with the members of every object in reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, each]) => [key, reversed(each)] as const)
      .reverse(),
  );
}

describe("bundle", () => {
  const bundles: Record<string, Bundle> = {};
  before(async () => {
    for (const name of programNames()) bundles[name] = await bundle(name);
  });

  for (const name of programNames()) {
    describe(name, () => {
      it("holds its bytes and the hashes that the chain commits to", async () => {
        const { source, bytes, hash, promptDigest } = bundles[name]!;
        const { core } = await loadProgram(name);
        expect(bytes).to.equal(Buffer.byteLength(source)).and.at.most(MAX_BUNDLE_BYTES);
        expect(hash).to.equal(keccak256(toUtf8Bytes(source)));
        expect(promptDigest).to.equal("0x" + createHash("sha256").update(promptOf(core)).digest("hex"));
      });
      it("is the same on every build", async () => expect(await bundle(name)).to.deep.equal(bundles[name]));
      it("holds nothing that only people read", async () => {
        const { source } = bundles[name]!;
        const { title, captions, core } = await loadProgram(name);
        for (const text of [title, ...captions, "settleDelay", "fallbackAfter"]) expect(source).not.to.include(text);
        expect(source).to.include(core.subject);
      });
      it("is told by part to the byte, and by file", async () => {
        const bundled = await bundleWithParts(name);
        const parts = bytesByPart(bundled);
        expect(Object.values(parts).reduce((sum, each) => sum + each, 0)).to.equal(bundles[name]!.bytes);
        for (const bytes of Object.values(parts)) expect(bytes).to.be.within(300, 2_500);
        const files = bundled.inputs.map((file) => file.replace(/.*functions-source./, "").replaceAll("\\", "/"));
        expect(files).to.include.members([`programs/${name}.ts`, "sandbox.ts", "evolve.ts", "ai/mistral.ts"]);
      });
      it("holds no clock, no randomness and no locale", () => {
        expect(bundles[name]!.source).not.to.match(/Date\.now|new Date\(\)|Math\.random|toLocale|Intl|performance/);
      });
    });
  }

  // Programs that bring no world along have tests of their own.
  for (const name of Object.keys(WORLDS)) {
    describe(`${name}, run`, () => {
      const moved = tail({ lastReading: READINGS[name]!.from });
      const runBundle = (tailText: string, replies: Record<string, Settled>, secrets: object) =>
        new AsyncFunction("bytesArgs", "secrets", "fetch", bundles[name]!.source)([tailText], secrets, (url) => {
          const reply = replies[new URL(url).host];
          if (!reply) return Promise.reject(new Error("unreachable"));
          return Promise.resolve(new Response(reply[1], { status: reply[0] }));
        });

      it("gives the bytes of the unbundled run, on every path", async () => {
        const { core } = await loadProgram(name);
        const pick = { state: core.states[3]![0], mood: core.moods[1]! };
        const other = { state: core.states[2]![0], mood: core.moods[2]! };
        const world = WORLDS[name]!;
        const both = { openaiKey: "1", mistralKey: "2" };
        const cases: [string, Record<string, Settled>, Record<string, string>][] = [
          [tail({ lastState: 255n }), world, {}],
          [tail({ lastReading: READINGS[name]!.reading }), world, both],
          [moved, world, {}],
          [moved, world, both],
          [moved, { ...world, "api.openai.com": openaiReply(pick) }, { openaiKey: "1" }],
          [moved, { ...world, "api.openai.com": openaiReply(other), "api.mistral.ai": openaiReply(other) }, both],
        ];
        const answers = new Set<string>();
        for (const [tailText, replies, secrets] of cases) {
          const expected = hex(runProgram(core, tailText, replies, secrets).value);
          expect(hex(await runBundle(tailText, replies, secrets))).to.equal(expected);
          answers.add(expected);
        }
        // A first evolution and a move by the rules may be the same answer.
        expect(answers.size).to.be.at.least(3);
      });
      it("throws the codes of the unbundled run", async () => {
        const message = (tailText: string, replies: Record<string, Settled>) =>
          runBundle(tailText, replies, {}).catch((error: Error) => error.message);
        expect(await message("0x", WORLDS[name]!)).to.equal("BAD_ARGS:tail");
        expect(await message(moved, {})).to.match(/^FEED_QUORUM:none,none/);
        expect(await message(tail({ candidate: 1n }), WORLDS[name]!)).to.match(/^CANDIDATE:/);
      });

      it("gives the same bytes under other clocks, zones, locales, member orders and runtimes", () => {
        const { source } = bundles[name]!;
        const world = WORLDS[name]!;
        const turned = Object.fromEntries(
          Object.entries(world).map(([host, reply]) => {
            const [status, body] = reply as [number, string];
            return [host, [status, /^[[{]/.test(body) ? JSON.stringify(reversed(JSON.parse(body))) : body]];
          }),
        );
        const child = fileURLToPath(new URL("sandboxChild.ts", import.meta.url));
        const deno = fileURLToPath(new URL("../../node_modules/.bin/deno", import.meta.url));
        const runs: [string, string[], object, string, string, number][] = [
          [process.execPath, [child], world, "UTC", "C", 0],
          [process.execPath, [child], turned, "Pacific/Kiritimati", "ar_EG.UTF-8", 5e11],
          [process.execPath, [child], world, "America/Los_Angeles", "tr_TR.UTF-8", -8e11],
          [deno, ["run", "--quiet", "--no-config", "--no-lock", child], turned, "Asia/Kathmandu", "de_DE.UTF-8", 3e11],
        ];
        const outputs = runs.map(([command, args, replies, TZ, LANG, skew]) => {
          const input = JSON.stringify({ source, tail: moved, secrets: {}, replies, skew });
          const env = { ...process.env, TZ, LANG, LC_ALL: LANG, NO_COLOR: "1" };
          const { stdout, stderr, status } = spawnSync(command, args, { input, env, encoding: "utf8" });
          expect(status, stderr).to.equal(0);
          return stdout.trim();
        });
        expect(outputs[0]).to.match(/^01010[12][\da-f]{250}$/);
        expect(new Set(outputs).size).to.equal(1);
      });
    });
  }

  it("is what bundles.json commits to, unless it is new", () => {
    const committed = committedBundles();
    for (const name of Object.keys(WORLDS))
      expect(standingOf(bundles[name]!, committed), name).to.equal("as committed");
    for (const each of Object.values(bundles)) expect(standingOf(each, committed), each.name).not.to.equal("changed");
    expect(goneFrom(committed)).to.deep.equal([]);
  });
  it("refuses a name without a program", async () => {
    expect(await bundle("moon").catch((error: Error) => error.message)).to.match(/^There is no program "moon"/);
  });
});

describe("checkSource", () => {
  it("refuses what is too long, what String.replace would expand, and what is no function's body", () => {
    expect(checkSource("a", "return 1")).to.equal("return 1");
    expect(() => checkSource("a", "x".repeat(MAX_BUNDLE_BYTES + 1))).to.throw(
      `has ${MAX_BUNDLE_BYTES + 1} bytes, over ${MAX_BUNDLE_BYTES}`,
    );
    for (const sequence of ["$&", "$$", "$`", "$'"])
      expect(() => checkSource("a", `return "${sequence}"`)).to.throw(`holds "${sequence}"`);
    expect(() => checkSource("a", "import x from 'y'")).to.throw("is not the body of an async function");
  });
});
