import { guarded, roles, selectors } from "../../../ignition/roles.ts";
import { diagnoses } from "./diagnosis.ts";
import { type Patient, startPatient } from "./ground.ts";

const LIFELESS = "0x00000000000000000000000000000000000A11cE";
const deployerOf = ({ ground }: Patient) => ground.network.accounts.deployer.address;

describe("doctor, on who may do what", () => {
  let patient: Patient;

  before(async () => {
    patient = await startPatient();
  });
  after(() => patient[Symbol.asyncDispose]());
  afterEach(() => patient.heal());

  diagnoses(
    () => patient,
    [
      {
        when: "finds a consumer from which the ledger takes no answers",
        plant: ({ ledger, consumer }) => ledger.setConsumer(consumer, false),
        finds: ["critical consumer-may-not-settle: doctor mend consumer-may-not-settle"],
        cured: ["y"],
      },
      {
        when: "warns of another consumer, and not of one whose right has ended",
        plant: async ({ ledger, record }) => {
          await ledger.setConsumer(LIFELESS, true);
          await ledger.setConsumer(record.contracts!.manager, true);
          await ledger.setConsumer(record.contracts!.manager, false);
        },
        finds: ["warning other-consumer: doctor"],
      },
      ...(["ledger", "consumer"] as const).map((contract) => ({
        when: `finds that the ${contract} obeys another access manager`,
        plant: async ({ manager, record, ground }: Patient) => {
          const factory = await ground.network.ethers.getContractFactory("AccessManager");
          const other = await factory.deploy(ground.network.accounts.deployer);
          await manager.updateAuthority(record.contracts![contract], other);
        },
        finds: [`critical ${contract}-elsewhere: doctor`],
      })),
      {
        when: "finds that nobody is admin any more",
        plant: (one) => one.manager.renounceRole(0, deployerOf(one)),
        finds: ["critical role-admin-empty: doctor"],
      },
      ...(["curator", "guardian", "manager"] as const).map((role) => ({
        when: `warns when nobody is ${role}`,
        plant: (one: Patient) => one.manager.revokeRole(roles[role], deployerOf(one)),
        finds: [`warning role-${role}-empty: doctor mend role-${role}-empty`],
        cured: true as const,
      })),
      {
        when: "warns of a role in hands that nobody has ever seen move",
        plant: ({ manager }) => manager.grantRole(roles.guardian, LIFELESS, 0),
        finds: ["warning role-member-lifeless: doctor"],
      },
      ...(["ledger", "consumer"] as const).map((contract) => ({
        when: `warns when the ${contract} is closed`,
        plant: ({ manager, record }: Patient) => manager.setTargetClosed(record.contracts![contract], true),
        finds: [`warning ${contract}-closed: doctor mend ${contract}-closed`],
        cured: true as const,
      })),
      {
        when: "warns when managers may not act on a collection",
        plant: ({ manager, record }) => {
          const manage = selectors(guarded.ImagoCollection.manager);
          return manager.setTargetFunctionRole(record.programs.sp500!.collection, manage, 0);
        },
        finds: ["warning collection-unmanaged: doctor mend collection-unmanaged sp500"],
        cured: true,
      },
      {
        when: "warns when a collection is not told of changes",
        plant: ({ ledger, record }) => ledger.setListeners(record.programs["seattle-weather"]!.id, []),
        finds: ["warning listener-missing: doctor mend listener-missing seattle-weather"],
        cured: true,
      },
    ],
  );
});
