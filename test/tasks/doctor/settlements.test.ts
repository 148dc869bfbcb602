import { diagnoses } from "./diagnosis.ts";
import { type Patient, startPatient } from "./ground.ts";

const DAY = 86_400;

describe("doctor, on settlements that do not come", () => {
  let patient: Patient;

  before(async () => {
    patient = await startPatient();
  });
  after(() => patient[Symbol.asyncDispose]());
  afterEach(() => patient.heal());

  /** Both programs settle; then nothing looks at the upkeep for so many seconds after sp500's next period fell due. */
  async function neglect(seconds: number): Promise<void> {
    await patient.ground.look();
    await patient.untilDue(patient.record.programs.sp500!.id, seconds);
  }

  diagnoses(
    () => patient,
    [
      {
        when: "warns when a period is due longer than the grace time",
        plant: () => neglect(3_600),
        finds: ["warning settlement-overdue: evolution perform sp500"],
        cured: "answered",
      },
      {
        when: "says nothing a second before",
        plant: () => neglect(3_599),
        finds: [],
      },
      {
        when: "warns when a program is stale, and of another that is overdue only",
        plant: () => neglect(DAY),
        finds: [
          "warning program-stale: evolution perform sp500",
          "warning settlement-overdue: evolution perform seattle-weather",
        ],
      },
      {
        when: "finds programs that have fallen back",
        plant: () => neglect(8 * DAY + 3_600),
        finds: [
          "critical program-fallback: evolution perform sp500",
          "critical program-fallback: evolution perform seattle-weather",
        ],
        cured: "answered",
      },
      {
        when: "finds programs that never evolved in the time after which they would have fallen back",
        plant: ({ ground: { network } }) => network.setTime(network.time + 7 * DAY),
        finds: [
          "critical program-fallback: evolution perform sp500",
          "critical program-fallback: evolution perform seattle-weather",
        ],
      },
    ],
  );
});
