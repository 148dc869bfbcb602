import { type Check, type Finding, LOOK_AGAIN, critical, warning } from "../finding.ts";
import type { ServicesReading } from "../reading/reading.ts";

/** Chainlink's side: pauses, the DON's name, its oracles, the gas that a callback may have. */
export const services: Check = {
  about: "services",
  needsDeployment: true,
  find: ({ deployment }) => (deployment === undefined ? [] : of(deployment.services)),
};

function of(reading: ServicesReading): Finding[] {
  const { routerPaused, registryPaused, callbackGasAllowed, callbackGas } = reading;
  const findings = donOf(reading);
  if (routerPaused)
    findings.push(
      critical({
        name: "router-paused",
        sentence: "The Functions router is paused, which stops requests and answers; only its owner can end that.",
        remedy: LOOK_AGAIN,
      }),
    );
  if (registryPaused)
    findings.push(
      critical({
        name: "registry-paused",
        sentence: "The Automation registry is paused, which stops every upkeep; only its owner can end that.",
        remedy: LOOK_AGAIN,
      }),
    );
  if (!callbackGasAllowed)
    findings.push(
      critical({
        name: "callback-gas-refused",
        sentence: `The router no longer allows the ${callbackGas} gas that the consumer's callback asks for; every request fails.`,
        remedy: LOOK_AGAIN,
      }),
    );
  return findings;
}

function donOf({ coordinator, recordedCoordinator, configurations }: ServicesReading): Finding[] {
  if (coordinator === undefined)
    return [
      critical({
        name: "don-unknown",
        sentence: "The router knows no DON of the name that the consumer asks; every request fails.",
        remedy: LOOK_AGAIN,
      }),
    ];
  const findings: Finding[] = [];
  if (coordinator !== recordedCoordinator)
    findings.push(
      warning({
        name: "coordinator-replaced",
        sentence: `The router sends requests to the coordinator ${coordinator}, not to the recorded ${recordedCoordinator}.`,
        remedy: LOOK_AGAIN,
      }),
    );
  if (configurations === 0)
    findings.push(
      critical({
        name: "don-without-oracles",
        sentence: `The coordinator ${coordinator} has no oracles configured, so nobody answers.`,
        remedy: LOOK_AGAIN,
      }),
    );
  return findings;
}
