import { expect } from "chai";

import { type World, startWorld } from "../../../simulations/world/index.ts";
import { type Ended, runTask } from "../studio.ts";
import { hardhat } from "./hardhat.ts";

const KEY = "sk-a-users-own-key";
const VARIABLES = ["HTTPS_PROXY", "NODE_EXTRA_CA_CERTS", "OPENAI_API_KEY", "MISTRAL_API_KEY", "OPENAI_BASE_URL"];

/** The internet is a world of ours behind a proxy, which nodes find as they would find a company's: in the environment. */
describe("source simulate --live", () => {
  let internet: World;
  const before_ = Object.fromEntries(VARIABLES.map((name) => [name, process.env[name]]));
  const set = (values: Readonly<Record<string, string | undefined>>): void => {
    for (const name of VARIABLES) delete process.env[name];
    for (const [name, value] of Object.entries(values)) if (value !== undefined) process.env[name] = value;
  };
  const run = async (args: Readonly<Record<string, unknown>> = {}): Promise<Ended> =>
    runTask(await hardhat(), "source simulate", {
      ...{ program: "seattle-weather", date: "2014-07-14", live: true, ...args },
    });

  before(async () => {
    internet = await startWorld({ nodes: 1, now: () => Date.UTC(2014, 6, 24) / 1_000 });
  });
  beforeEach(() => set({ HTTPS_PROXY: internet.proxyFor(0), NODE_EXTRA_CA_CERTS: internet.caFile }));
  after(async () => {
    set(before_);
    await internet?.stop();
  });

  it("asks the providers and the AI with the user's key, says so before, and shows no key", async () => {
    process.env.OPENAI_API_KEY = KEY;
    const asked = internet.requests.count;
    const { stdout, stderr, exitCode } = await run();
    expect(exitCode, stderr).to.equal(0);
    expect(stderr.split("\n")).to.deep.equal([
      "live: 4 nodes ask the real archive-api.open-meteo.com, www.ncei.noaa.gov once each",
      "live: up to 12 requests to api.openai.com are billed to your keys",
      "live: through the proxy of HTTPS_PROXY",
    ]);
    // Two feeds, and a sole AI three times.
    expect(internet.requests.count - asked).to.equal(4 * (2 + 3));
    expect(stdout).to.include("the real one").and.to.include("model    0x").and.not.to.include("made-up");
    expect(stdout + stderr + (await run({ json: true })).stdout).not.to.include(KEY);
  });

  it("needs no key: then the rules decide", async () => {
    const { stdout, stderr, exitCode } = await run();
    expect(exitCode).to.equal(0);
    expect(stderr).to.include("live: no key in OPENAI_API_KEY or MISTRAL_API_KEY, so the rules decide");
    expect(stdout).to.include("rules    0x").and.not.to.include("api.openai.com");
  });

  it("asks Mistral when that is the key there is", async () => {
    process.env.MISTRAL_API_KEY = KEY;
    const { stdout, stderr } = await run();
    expect(stderr).to.include("requests to api.mistral.ai are billed");
    expect(stdout.match(/api\.mistral\.ai +200/g)).to.have.lengthOf(4 * 3);
  });

  it("refuses a base URL that is none", async () => {
    process.env.OPENAI_BASE_URL = "localhost";
    const { stderr, exitCode } = await run();
    expect(exitCode).to.equal(2);
    expect(stderr).to.equal("error: OPENAI_BASE_URL is no URL; write it like https://api.openai.com/v1.");
  });
});
