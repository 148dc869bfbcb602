import { formatUnits } from "ethers";

import type { LineConfigReading, LineReading } from "../../status/reading.ts";
import { type Check, type Finding, critical, warning } from "../finding.ts";
import type { ProgramHealth } from "../reading/reading.ts";
import { span } from "../../program/words.ts";
import { eachProgram } from "./programs.ts";

/** A program that the consumer asks for. */
type Asked = Omit<ProgramHealth, "config" | "line"> & {
  readonly config: LineConfigReading;
  readonly line: LineReading;
};

/** Where each program's requests stand. */
export const requests: Check = {
  about: "requests",
  needsDeployment: true,
  find: eachProgram((program, { now, gasPrice, deployment }) => {
    const { config, line } = program;
    if (config === undefined || line === undefined) return [];
    const asked = { ...program, config, line };
    return [
      ...payer(asked, deployment?.subscription?.id),
      ...unanswered(asked, now),
      ...exhausted(asked, now),
      ...dear(asked, gasPrice),
    ];
  }),
};

/** The deployment's subscription is watched for all; who pays besides it must at least pay. */
function payer({ name, config, paid }: Asked, ours: bigint | undefined): Finding[] {
  if (ours === undefined || config.subscriptionId === ours) return [];
  const finding = {
    name: "other-subscription",
    program: name,
    sentence: `Requests of ${name} are paid from subscription ${config.subscriptionId}, ${paid ? "" : "on which the consumer is not, "}not from the deployment's ${ours}.`,
    remedy: "subscription add-consumer",
  };
  return [paid ? warning(finding) : critical(finding)];
}

function isExpired({ line, config }: Asked, now: number): boolean {
  return line.pending && now >= line.sentAt + config.requestTimeout;
}

function unanswered(program: Asked, now: number): Finding[] {
  if (!isExpired(program, now)) return [];
  const { name, line, config } = program;
  return [
    warning({
      name: "request-unanswered",
      program: name,
      sentence: `The request for period ${line.period} of ${name} is unanswered for ${span(now - line.sentAt)}, beyond its ${span(config.requestTimeout)}.`,
      remedy: `evolution perform ${name}`,
    }),
  ];
}

/** All that performers may try in the present period is tried, and nothing came of it. */
function exhausted(program: Asked, now: number): Finding[] {
  const { name, ask, line, config } = program;
  const waits = line.pending && !isExpired(program, now);
  if (!ask.due || line.period !== ask.period || line.attempts < config.maxAttempts || waits) return [];
  return [
    warning({
      name: "attempts-used",
      program: name,
      sentence: `All ${config.maxAttempts} attempts at period ${line.period} of ${name} are used up without an answer; the next period is the next chance.`,
      remedy: `evolution status ${name}`,
    }),
  ];
}

function dear({ name, config: { maxGasPrice } }: Asked, gasPrice: bigint): Finding[] {
  if (gasPrice <= maxGasPrice) return [];
  return [
    warning({
      name: "gas-price-high",
      program: name,
      sentence: `Gas costs ${gwei(gasPrice)} gwei; above ${gwei(maxGasPrice)} only performers may ask for ${name}.`,
      remedy: `program configure ${name} --gas-price ${gwei(gasPrice * 2n)}`,
    }),
  ];
}

function gwei(wei: bigint): string {
  return formatUnits(wei, "gwei").replace(/\.0$/, "");
}
