import { ZeroAddress } from "ethers";

import { formatCount, formatLink } from "../../common/money.ts";
import { shortId } from "../../upkeep/upkeep.ts";
import { type Check, type Finding, critical } from "../finding.ts";
import type { UpkeepHealth } from "../reading/reading.ts";
import { REFILL_PERIODS, levelOf, periodsInWords } from "./levels.ts";

/** The Automation upkeep: does it run, does it run us, with enough gas and LINK, and may it. */
export const upkeep: Check = {
  about: "upkeep",
  needsDeployment: true,
  find: ({ deployment }) => (deployment === undefined ? [] : of(deployment.upkeep)),
};

function of(reading: UpkeepHealth | undefined): readonly Finding[] {
  if (reading === undefined || reading.target === ZeroAddress)
    return [
      critical({
        name: "upkeep-missing",
        sentence: `${reading === undefined ? "The deployment has no upkeep" : `The registry has no upkeep ${shortId(reading.id)}`}, so nobody asks when a period is due.`,
        remedy: `upkeep register --periods ${REFILL_PERIODS}`,
      }),
    ];
  if (reading.cancelledAt !== undefined)
    return [
      critical({
        name: "upkeep-cancelled",
        sentence: `Upkeep ${shortId(reading.id)} is cancelled; a cancelled upkeep does not come back, a new one takes its place.`,
        remedy: `upkeep register --periods ${REFILL_PERIODS}`,
      }),
    ];
  return [...state(reading), ...level(reading), ...right(reading)];
}

function state({ id, paused, target, consumer, performGas, gasNeeded }: UpkeepHealth): Finding[] {
  const findings: Finding[] = [];
  if (paused)
    findings.push(
      critical({
        name: "upkeep-paused",
        sentence: `Upkeep ${shortId(id)} is paused, so nobody asks when a period is due.`,
        remedy: "upkeep unpause",
      }),
    );
  if (target !== consumer)
    findings.push(
      critical({
        name: "upkeep-wrong-target",
        sentence: `Upkeep ${shortId(id)} calls ${target}, not our consumer ${consumer}; cancel it and register another.`,
        remedy: "upkeep cancel",
      }),
    );
  if (performGas < gasNeeded)
    findings.push(
      critical({
        name: "upkeep-gas-low",
        sentence: `Upkeep ${shortId(id)} performs with ${formatCount(performGas)} gas; the requests of all programs at once take ${formatCount(gasNeeded)}.`,
        remedy: "doctor mend upkeep-gas-low",
      }),
    );
  return findings;
}

function level({ id, balance, minBalance, periodsLeft }: UpkeepHealth): Finding[] {
  const remedy = `upkeep fund --periods ${REFILL_PERIODS}`;
  if (balance < minBalance)
    return [
      critical({
        name: "upkeep-underfunded",
        sentence: `Upkeep ${shortId(id)} has ${formatLink(balance)}, less than the ${formatLink(minBalance)} below which the registry performs nothing.`,
        remedy,
      }),
    ];
  const severity = levelOf(periodsLeft);
  if (severity === undefined) return [];
  return [
    {
      name: "upkeep-low",
      severity,
      sentence: `Upkeep ${shortId(id)} has ${formatLink(balance)}, which pays for ${periodsInWords(periodsLeft!)} before the registry's minimum.`,
      remedy,
    },
  ];
}

function right({ forwarder, mayPerform }: UpkeepHealth): Finding[] {
  if (mayPerform) return [];
  return [
    critical({
      name: "forwarder-not-performer",
      sentence: `The upkeep's forwarder ${forwarder} may not perform; the upkeep only burns its LINK.`,
      remedy: "upkeep register",
    }),
  ];
}
