import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Feed } from "../../../functions-source/feeds/feed.ts";
import type { Core, Program } from "../../../functions-source/program.ts";
import type { Outside } from "../../../tasks/world/ask.ts";
import { periodsBetween } from "../../../tasks/world/periods.ts";
import { record, type Recorded, type RecordingOrder } from "../../../tasks/world/recorder.ts";
import { at } from "../../simulations/world/fixture.ts";
import { type ProviderServer, startProviders } from "./provider-server.ts";

/** The programs that come with the project: the world's providers know them. */
export const SHIPPED = ["bitcoin", "headlines", "seattle-weather", "sp500"] as const;
/** All periods from `FROM` to `TO` are final at it. */
export const NOW = at("2015-07-01T12:00:00Z");
/** A Friday, and the Sunday after it: three periods, two of them without a session. */
export const [FROM, TO] = [at("2015-06-19"), at("2015-06-21")];
export const DAYS = ["2015-06-19", "2015-06-20", "2015-06-21"];

/** What a test of the recorder works with. */
export interface Desk {
  /** Holds one folder of fixtures a program. */
  folder: string;
  server: ProviderServer;
  /** Milliseconds of every wait. */
  slept: number[];
  /** Lines of progress. */
  lines: string[];
  /** Records the three periods of a program. */
  record(
    program: Pick<Program, "core" | "schedule">,
    changes?: Partial<RecordingOrder>,
    outside?: Partial<Outside>,
  ): Promise<readonly Recorded[]>;
}

/** A provider that no other file knows, with a key in its address; its answer is `<day>=<value>` in plain text. */
export const HARBOUR: Feed = {
  address: (day) => `api.harbour.example/tides?api_key=s3cr3t-harbour-key&on=${day}`,
  rows: (body, day) => {
    if (!/^\d+=/.test(body)) throw new Error("no tide");
    return body.split("=")[0] === `${day}` ? [body.split("=")[1]] : [];
  },
};

/** The program with the harbour in place of its first feed. */
export function withHarbour(core: Core): Core {
  return { ...core, feeds: [HARBOUR, ...core.feeds.slice(1)] };
}

/** A new folder and a new server for each test of a suite. */
export function useDesk(): Desk {
  const desk = {} as Desk;
  beforeEach(async () => {
    desk.folder = await mkdtemp(join(tmpdir(), "imago-recording-"));
    desk.server = await startProviders(NOW, {
      "api.harbour.example": ({ searchParams }) => ({
        status: 200,
        headers: {},
        body: `${searchParams.get("on")}=250`,
      }),
    });
    Object.assign(desk, { slept: [], lines: [], record: recordAt });
  });
  afterEach(async () => {
    await desk.server[Symbol.asyncDispose]();
    await rm(desk.folder, { recursive: true });
  });
  return desk;

  function recordAt(
    { core, schedule }: Pick<Program, "core" | "schedule">,
    changes: Partial<RecordingOrder> = {},
    outside: Partial<Outside> = {},
  ): Promise<readonly Recorded[]> {
    const order = {
      core,
      periods: periodsBetween(schedule, FROM, TO),
      folder: join(desk.folder, core.name),
      baseUrl: desk.server.baseUrl,
      licences: new Map(core.feeds.map((feed) => [feed.address(0, 0).split("/")[0]!, "made up for tests"])),
      manners: { pauseMs: 700, retries: 2 },
      note: (line: string) => void desk.lines.push(line),
    };
    const sleep = async (ms: number) => void desk.slept.push(ms);
    return record({ ...order, ...changes }, { fetch, sleep, now: () => NOW * 1_000, ...outside });
  }
}
