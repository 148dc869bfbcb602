export type { AiBackend } from "./ai/backend.ts";
export type { Fault, FaultKind } from "./faults/fault.ts";
export type { FaultList } from "./faults/fault-list.ts";
export type { Wait } from "./faults/transport.ts";
export {
  type Fixture,
  type FixtureEntry,
  FIXTURES_FOLDER,
  fixtureFiles,
  type FixtureResponder,
  fixtureResponder,
  readFixture,
  writeFixture,
} from "./fixtures.ts";
export type { RequestFilter, RequestRecord, Requests, UnexpectedRequest } from "./request-log.ts";
export type { ServiceName } from "./service.ts";
export { startWorld, type World, type WorldOptions } from "./world.ts";
