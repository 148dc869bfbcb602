import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { expect } from "chai";

import { MAX_BUNDLE_BYTES, bundle } from "../../../functions-source/bundle.ts";

const TEMPLATE = new URL("../../../tasks/program/templates/weather/program.ts", import.meta.url);
const SOURCES = fileURLToPath(new URL("../../../functions-source/", import.meta.url));

/** Other pairs than the shipped programs', in the program that one begins with. */
const PAIRS: readonly (readonly [what: string, imports: readonly string[], decide: string])[] = [
  ["the gateway", ["viaGateway gateway"], "accord([viaGateway(openai), viaGateway(mistral)])"],
  ["Gemini alone", ["gemini gemini"], "accord([gemini])"],
  ["Anthropic alone", ["anthropic anthropic"], "accord([anthropic])"],
  ["Anthropic, asked in turn", ["anthropic anthropic", "inTurn inTurn"], "inTurn([anthropic, openai])"],
  [
    "a server of one's own",
    ["compatible compatible"],
    'accord([openai, compatible("own", "https://own.example/v1", "m", { max_tokens: 200 })])',
  ],
];

describe("a program with other AIs", () => {
  let folder: URL;
  before(() => {
    const parent = mkdtempSync(join(tmpdir(), "imago-programs-"));
    mkdirSync(join(parent, "programs"));
    folder = pathToFileURL(join(parent, "programs/"));
  });
  after(() => rmSync(new URL("..", folder), { recursive: true, force: true }));

  const template = readFileSync(TEMPLATE, "utf8").replaceAll("../../../../functions-source/", SOURCES);
  for (const [what, imports, decide] of PAIRS) {
    it(`fits into a request: ${what}`, async () => {
      const lines = imports
        .map((each) => each.split(" "))
        .map(([name, file]) => `import { ${name} } from "${SOURCES}ai/${file}.ts";`);
      const text = [...lines, template.replace("accord([openai, mistral])", () => decide)].join("\n");
      writeFileSync(new URL("my-program.ts", folder), text);
      const { bytes } = await bundle("my-program", folder);
      expect(bytes).to.be.at.most(MAX_BUNDLE_BYTES);
    });
  }
});
