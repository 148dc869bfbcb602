/** The state of Chainlink's contracts. */
import { requireServices } from "../../common/chain.ts";
import type { Studio } from "../../common/studio.ts";
import { type At, orUndefined } from "../../status/at.ts";
import type { ServicesReading } from "./reading.ts";

export async function readServices(studio: Studio, at: At): Promise<ServicesReading> {
  const { services, consumer, record, chain } = studio;
  const { router, registry } = services;
  const [routerPaused, { state }, donId, callbackGas] = await Promise.all([
    router.paused(at),
    registry.getState(at),
    consumer.DON_ID(at),
    consumer.CALLBACK_GAS(at),
  ]);
  const coordinator = await orUndefined(router.getContractById(donId, at));
  // The limit hangs on the subscription's flags; one that does not exist has none.
  const subscription = BigInt(record.subscriptionId ?? 0);
  return {
    routerPaused,
    registryPaused: state.paused,
    coordinator,
    recordedCoordinator: requireServices(chain, record.services).coordinator,
    configurations: coordinator === undefined ? 0 : await configurationsOf(studio, coordinator, at),
    callbackGas: Number(callbackGas),
    callbackGasAllowed:
      (await orUndefined(router.isValidCallbackGasLimit(subscription, callbackGas, at).then(() => true))) ?? false,
  };
}

async function configurationsOf({ services }: Studio, coordinator: string, at: At): Promise<number> {
  const present = services.coordinator.attach(coordinator) as typeof services.coordinator;
  const { configCount } = await present.latestConfigDetails(at);
  return Number(configCount);
}
