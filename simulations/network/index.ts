/** The local network's door: what scenarios, tests, tasks and benches import. */
export { attend } from "./attend.ts";
export type { Fault } from "../node/faults.ts";
export type { PerformedUpkeep } from "./automation.ts";
export type { PendingRequest, RoundOptions } from "./delivery.ts";
export type { Don } from "./don.ts";
export type { Distortion } from "./distortions.ts";
export type { NodeObservation, RoundReport } from "./round-report.ts";
export type { Chainlink } from "./chainlink/deployment.ts";
export { type LocalNetwork, startLocalNetwork } from "./local-network.ts";
export type { NodeHandle } from "./nodes.ts";
export type { NetworkOptions } from "./options.ts";
export { shutdownOnSignals } from "./signals.ts";
