/** Holds rows of the laboratory to the independent check. */
import { type Comparison, type Place, compare, wobbleAlone } from "./check.ts";
import { randomFrom, simulate } from "./check-simulation.ts";
import type { Laboratory } from "./laboratory.ts";
import { placesOf } from "./program.ts";
import { PROGRAM, VENDORS } from "./rows.ts";
import { type Setting, usual } from "./setting.ts";

const PERIODS = 2_000;
const SIMULATED = 60_000;
const SEED = 20_150_101;

/** Nothing but wobble, one vendor: what closed forms know. */
const alone: Setting = {
  ...usual,
  ...{ vendors: "one", confirmation: false, providerFaults: 0, borderline: 0, licence: 0 },
};

export async function verify(laboratory: Laboratory, periods = PERIODS, simulated = SIMULATED): Promise<Comparison[]> {
  const { subject } = await laboratory.nodesOf(PROGRAM, "one");
  const places: Place[][] = placesOf(subject.inputs);
  const comparisons: Comparison[] = [];
  for (const wobble of [0.05, 0.2, 0.4]) {
    const row = await laboratory.measure({ subject: PROGRAM, setting: { ...alone, wobble }, periods });
    comparisons.push(
      ...compare(`closed form: one vendor, wobble ${wobble}`, row, periods, wobbleAlone(places, wobble)),
    );
  }
  for (const [index, setting] of settings().entries()) {
    const row = await laboratory.measure({ subject: PROGRAM, setting, periods });
    const asked = { ...setting, liar: setting.liars > 0 };
    const expected = simulate(places, asked, simulated, randomFrom(SEED + index));
    // How many nodes a liar's word counts for is a matter of definition.
    const { singleNode: _, ...shares } = expected;
    comparisons.push(...compare(nameOf(setting), row, periods, asked.liar ? shares : expected, simulated));
  }
  return comparisons;
}

/** With liars, and with confirmation, for each way to decide. */
function settings(): Setting[] {
  return VENDORS.flatMap((vendors) =>
    [false, true].flatMap((confirmation) =>
      [0, 1].map((liars) => ({ ...usual, vendors, confirmation, liars, foresight: true })),
    ),
  );
}

const nameOf = ({ vendors, confirmation, liars }: Setting): string =>
  `simulation: ${vendors}, ${confirmation ? "confirmed" : "not confirmed"}, ${liars === 0 ? "no liar" : "a liar"}`;
