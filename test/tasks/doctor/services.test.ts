import { artifactNames } from "../../../tasks/operations/services.ts";
import { diagnoses } from "./diagnosis.ts";
import { type Patient, startPatient } from "./ground.ts";

const NOWHERE = "0x000000000000000000000000000000000000dEaD";

describe("doctor, on what Chainlink runs and what the record names", () => {
  let patient: Patient;

  before(async () => {
    patient = await startPatient();
  });
  after(() => patient[Symbol.asyncDispose]());
  afterEach(() => patient.heal());

  /** The router sends the DON's requests to a new coordinator, which nobody has configured. */
  async function replaceCoordinator({ ground: { network } }: Patient): Promise<void> {
    const { router, coordinator, donId, linkNativeFeed, linkUsdFeed } = network.chainlink;
    const factory = await network.ethers.getContractFactory(artifactNames.coordinator);
    const config = await coordinator.getFunction("getConfig").staticCall();
    const fresh = await factory.deploy(router.target, config.toObject(), linkNativeFeed.target, linkUsdFeed.target);
    await router.getFunction("proposeContractsUpdate").send([donId], [await fresh.getAddress()]);
    await router.getFunction("updateContracts").send();
  }

  diagnoses(
    () => patient,
    [
      {
        when: "finds a paused router",
        plant: ({ strike }) => strike("router-paused"),
        finds: ["critical router-paused: doctor"],
      },
      {
        when: "finds a paused registry",
        plant: ({ ground: { network } }) => network.chainlink.registry.getFunction("pause").send(),
        finds: ["critical registry-paused: doctor"],
      },
      {
        when: "finds that the router allows too little gas for the callback",
        plant: ({ strike }) => strike("callback-cap-low"),
        finds: ["critical callback-gas-refused: doctor"],
      },
      {
        when: "finds a coordinator without oracles in the place of the recorded one",
        plant: replaceCoordinator,
        finds: ["critical don-without-oracles: doctor", "warning coordinator-replaced: doctor"],
      },
      {
        when: "finds a collection that is not where the record says, and looks no further",
        plant: ({ rewrite }) =>
          rewrite((record) => ({
            ...record,
            programs: { ...record.programs, sp500: { ...record.programs.sp500!, collection: NOWHERE } },
          })),
        finds: ["critical contract-missing: doctor mend contract-missing"],
        cured: true,
      },
      {
        when: "finds a consumer that is not where the record says",
        plant: ({ rewrite }) =>
          rewrite((record) => ({ ...record, contracts: { ...record.contracts!, consumer: NOWHERE } })),
        finds: ["critical contract-missing: doctor mend contract-missing"],
        cured: true,
      },
      {
        when: "finds that a contract of Chainlink's is gone",
        plant: ({ rpc, record }) => rpc("hardhat_setCode", record.services.router, "0x"),
        finds: ["critical service-missing: doctor"],
      },
      {
        when: "finds a program that the ledger does not know",
        plant: ({ rewrite }) =>
          rewrite((record) => ({
            ...record,
            programs: { ...record.programs, sp500: { ...record.programs.sp500!, id: 9 } },
          })),
        finds: ["critical program-unknown: doctor mend program-unknown sp500"],
        cured: true,
      },
      {
        when: "warns when the account that acts has no coin",
        plant: ({ rpc, ground }) => rpc("hardhat_setBalance", ground.network.accounts.deployer.address, "0x0"),
        finds: [`warning account-poor: doctor --from 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266`],
      },
    ],
  );
});
