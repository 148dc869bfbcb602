import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect } from "chai";
import prettier from "prettier";

import {
  checkFixture,
  fixtureFiles,
  fixtureResponder,
  readFixture,
  writeFixture,
} from "../../../simulations/world/fixtures.ts";
import { readPages } from "../../docs/markdown.ts";
import { entry, fixture, URL_OF } from "./fixtures-sample.ts";

describe("fixtures", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "imago-fixtures-"));
    file = join(folder, "tides", "harbour.json");
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("come back as they were written, in the order of their days, and leave nothing beside", () => {
    const [first, second] = [entry("2026-11-20"), entry("2026-11-21")];
    writeFixture(file, fixture([second, first]));
    expect(readFixture(file)).to.deep.equal(fixture([first, second]));
    expect(readdirSync(join(folder, "tides"))).to.deep.equal(["harbour.json"]);
  });

  it("are laid out as the formatter wants, with few days and with many", async () => {
    const many = Array.from({ length: 20 }, (_, day) =>
      new Date(Date.UTC(2026, 0, day + 1)).toISOString().slice(0, 10),
    );
    writeFixture(file, fixture([entry("2026-11-20"), { ...entry("2026-01-01"), days: many }]));
    expect(await prettier.check(readFileSync(file, "utf8"), { filepath: file, printWidth: 120 })).to.equal(true);
  });

  it("keep the very text of an answer", () => {
    const body = '{"days": [\n        "2026-11-20",\n  ]}\r\n\u2028°C "\\';
    writeFixture(file, fixture([{ ...entry("2026-11-20"), response: { status: 200, headers: {}, body } }]));
    expect(readFixture(file).entries[0]!.response.body).to.equal(body);
  });

  // oxlint-disable-next-line typescript/no-explicit-any -- what is spoilt has no type
  const wrong: [string, (sound: any) => void, string][] = [
    ["another schema", (sound) => (sound.schema = "imago-fixture/9"), 'schema must be "imago-fixture/1"'],
    ["no licence", (sound) => delete sound.licence, 'the file lacks "licence"'],
    ["an empty licence", (sound) => (sound.licence = ""), "licence must be a text"],
    ["a member too many", (sound) => (sound.licens = "MIT"), 'the file has "licens", which is no member of it'],
    ["a host with a path", (sound) => (sound.host = "a.example/b"), "host must be a host such as api.example.com"],
    ["a host with a port", (sound) => (sound.host = "a.example:81"), "host must be a host such as api.example.com"],
    [
      "a key in the source",
      (sound) => (sound.source = "https://a.example/?key=abc"),
      "source must be a normalised URL",
    ],
    [
      "a foreign URL",
      (sound) => (sound.host = "b.example"),
      "entries[0].request.url must be an https URL of b.example",
    ],
    [
      "a key in a URL",
      (sound) => (sound.entries[0].request.url += "&appid=s3cr3t"),
      `entries[0].request.url must be normalised and without keys: ${URL_OF("2026-11-20")}`,
    ],
    [
      "another method",
      (sound) => (sound.entries[0].request.method = "POST"),
      'entries[0].request.method must be "GET"',
    ],
    [
      "one request twice",
      (sound) => sound.entries.push(sound.entries[0]),
      "entries[1].request.url is that of entries[0]",
    ],
    ["no day", (sound) => (sound.entries[0].days = []), "entries[0].days must be dates such as 2026-11-20"],
    ["a day twice", (sound) => sound.entries[0].days.push("2026-11-20"), "entries[0].days must be dates"],
    ["no real day", (sound) => (sound.entries[0].days = ["2026-02-30"]), "entries[0].days must be dates"],
    ["no time", (sound) => (sound.entries[0].retrievedAt = "today"), "entries[0].retrievedAt must be a time such as"],
    ["a status as text", (sound) => (sound.entries[0].response.status = "200"), "entries[0].response.status must be"],
    [
      "a cookie",
      (sound) => (sound.entries[0].response.headers["set-cookie"] = "id=1"),
      'entries[0].response.headers has "set-cookie"; only content-type, last-modified are kept',
    ],
    [
      "a body that is no text",
      (sound) => (sound.entries[0].response.body = {}),
      "entries[0].response.body must be a text",
    ],
  ];
  for (const [what, spoil, error] of wrong) {
    it(`are refused by file and member: ${what}`, () => {
      const sound = structuredClone(fixture([entry("2026-11-20")]));
      spoil(sound);
      expect(() => writeFixture(file, sound)).to.throw(`${file}: ${error}`);
      expect(fixtureFiles(folder)).to.deep.equal([]);
    });
  }

  it("are refused by file when there is none, and when it is no JSON", async () => {
    expect(() => readFixture(file)).to.throw(`${file}: the file does not exist`);
    expect(() => fixtureResponder(file)).to.throw(`${file}: the file does not exist`);
    await writeFile(join(folder, "broken.json"), "{");
    expect(() => fixtureResponder(folder)).to.throw(/broken\.json: the file cannot be read: .*JSON/);
  });

  it("are as the README shows one", () => {
    const { fences } = readPages("simulations/world").find(({ path }) => path === "simulations/world/README.md")!;
    const sample = fences.find(({ language }) => language === "json")!;
    expect(checkFixture(JSON.parse(sample.code), sample.at)).to.deep.include({ provider: "harbour", synthetic: false });
  });
});
