/** Puts the deployment's consumer on its subscription, and has it pay from there. */
import { isForbidden, leaveToCurator } from "../common/curator.ts";
import type { Studio } from "../common/studio.ts";
import { checked } from "../operations/checked.ts";
import { type Held, readSubscription, requireOwner } from "./subscription.ts";

/** Whether anything was missing. */
export async function attachConsumer(studio: Studio): Promise<boolean> {
  const held = await readSubscription(studio);
  const allowed = await allow(studio, await studio.consumer.getAddress(), held);
  const redirected = await redirectPrograms(studio, held.id);
  return allowed || redirected;
}

/** Lets a contract send requests that the subscription pays; false when it may already. */
export async function allow(studio: Studio, consumer: string, held: Held): Promise<boolean> {
  const { services, spending } = studio;
  const { id } = held;
  if ((await services.router.getConsumer(consumer, id)).allowed) return false;
  await requireOwner(studio, held, "subscription add-consumer");
  await spending.send(
    `added consumer ${consumer} to subscription ${id}`,
    checked(services.router.addConsumer, id, consumer),
  );
  return true;
}

/** Programs that name another subscription, as after a new one was created, are told of this one. */
async function redirectPrograms(studio: Studio, id: bigint): Promise<boolean> {
  const { consumer, spending } = studio;
  const astray = await programsElsewhere(studio, id);
  for (const { program, config } of astray) {
    if (await isForbidden(studio, consumer.configure.staticCall(program, config))) {
      const names = astray.map((one) => one.program).join(", ");
      await leaveToCurator(
        studio,
        `Programs ${names} still pay from another subscription.`,
        "subscription add-consumer",
      );
      return true;
    }
    await spending.send(`program ${program} pays from subscription ${id}`, consumer.configure(program, config));
  }
  return astray.length > 0;
}

/** The programs whose requests another subscription pays, with their configuration as it should be. */
async function programsElsewhere({ consumer }: Studio, id: bigint) {
  const lines = await Promise.all(
    (await consumer.lines()).map(async (program) => {
      const { config } = await consumer.configOf(program);
      return { program, config };
    }),
  );
  return lines
    .filter(({ config }) => config.subscriptionId !== id)
    .map(({ program, config }) => ({
      program,
      config: {
        sourceHash: config.sourceHash,
        subscriptionId: id,
        maxGasPrice: config.maxGasPrice,
        requestTimeout: config.requestTimeout,
        backoff: config.backoff,
        grace: config.grace,
        maxAttempts: config.maxAttempts,
        confirm: config.confirm,
      },
    }));
}
