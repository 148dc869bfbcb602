import { AbiCoder } from "ethers";

import { type Diagnosis, diagnoses } from "./diagnosis.ts";
import { type Patient, startPatient } from "./ground.ts";

const LINK = 10n ** 18n;

/** Drains it and pays in so much again. */
const subscriptionWith =
  (juels: bigint): Diagnosis["plant"] =>
  async ({ strike, record, ground: { network } }) => {
    await strike("subscription-drained");
    const { link, router } = network.chainlink;
    const data = AbiCoder.defaultAbiCoder().encode(["uint64"], [record.subscriptionId]);
    await (await link.getFunction("transferAndCall").send(router.target, juels, data)).wait();
  };

/** Has the requests of sp500 paid from a stranger's subscription. */
async function payFromAnother({ ground, reconfigure }: Patient, consumers: readonly string[]): Promise<void> {
  const owner = ground.network.accounts.users[4]!;
  const subscriptionId = await ground.network.createSubscription({ owner, consumers, juels: LINK });
  await reconfigure("sp500", { subscriptionId });
}

describe("doctor, on the subscription", () => {
  let patient: Patient;

  before(async () => {
    patient = await startPatient();
  });
  after(() => patient[Symbol.asyncDispose]());
  afterEach(() => patient.heal());

  const call = (method: string, ...args: unknown[]) =>
    patient.ground.network.chainlink.router.getFunction(method).send(...args);

  diagnoses(
    () => patient,
    [
      {
        when: "finds an empty subscription",
        plant: ({ strike }) => strike("subscription-drained"),
        finds: ["critical subscription-low: subscription fund --periods 60"],
        cured: true,
      },
      {
        when: "warns of a subscription that lasts less than two weeks",
        plant: subscriptionWith(2n * LINK),
        finds: ["warning subscription-low: subscription fund --periods 60"],
        cured: true,
      },
      {
        when: "finds that the consumer is not on the subscription",
        plant: ({ strike }) => strike("consumer-removed"),
        finds: ["critical consumer-unauthorised: subscription add-consumer"],
        cured: true,
      },
      {
        when: "finds a cancelled subscription",
        plant: async ({ record, ground }) => {
          await call("cancelSubscription", record.subscriptionId, ground.network.accounts.deployer.address);
        },
        finds: ["critical subscription-missing: subscription create"],
        cured: true,
      },
      {
        when: "warns of a program that another subscription pays for",
        plant: (one) => payFromAnother(one, [one.record.contracts!.consumer]),
        finds: ["warning other-subscription: subscription add-consumer"],
        cured: true,
      },
      {
        when: "finds a program whose requests name a subscription that does not pay for them",
        plant: (one) => payFromAnother(one, []),
        finds: ["critical other-subscription: subscription add-consumer"],
        cured: true,
      },
      {
        when: "finds LINK that an unanswered request blocks",
        plant: async ({ ground: { network } }) => {
          await network.automation.tick();
          await network.setTime(network.time + 301);
        },
        finds: [
          "warning subscription-blocked: subscription timeout",
          "warning request-unanswered: evolution perform sp500",
          "warning request-unanswered: evolution perform seattle-weather",
        ],
        cured: true,
      },
      {
        when: "warns when the subscription's owner is off the list of accepted terms",
        plant: ({ strike }) => strike("allow-list-closed"),
        finds: ["warning terms-withdrawn: subscription show"],
      },
      {
        when: "finds a deployment that never came to subscription and upkeep",
        plant: ({ rewrite }) =>
          rewrite(({ schema, chainId, identity, startBlock, services, contracts, programs }) => ({
            ...{ schema, chainId, identity, startBlock, services, programs },
            contracts: contracts!,
          })),
        finds: [
          "critical subscription-missing: subscription create",
          "critical upkeep-missing: upkeep register --periods 60",
        ],
        cured: true,
      },
    ],
  );
});
