/** What a call of `performUpkeep` by hand would do, found out before it is sent. */
import { AbiCoder, ZeroAddress, formatUnits } from "ethers";

import { explain } from "../common/explain.ts";
import { TaskFailure } from "../common/failure.ts";
import { type Studio, command } from "../common/studio.ts";
import type { Standing } from "../program/standing.ts";
import { when } from "../program/words.ts";
import { obstacle, strangersFrom } from "./obstacle.ts";

/** What is to be done. */
export interface Plan {
  readonly performer: boolean;
  /** Whether a request goes out. */
  readonly asks: boolean;
  /** Whether a change of rung is announced. */
  readonly announces: boolean;
}

const coder = AbiCoder.defaultAbiCoder();
const LISTS = ["uint32[]", "uint32[]"];
/** Format of request data, see FunctionsRequest.REQUEST_DATA_VERSION. */
const DATA_VERSION = 1;

/** @throws TaskFailure saying why nothing can be done now, who can, and from when */
export async function checkPerform(studio: Studio, standing: Standing): Promise<Plan> {
  const { consumer, ledger, signer } = studio;
  const [performer, announces, seen] = await Promise.all([
    consumer.isPerformer(signer.address),
    ledger.announcementDue(standing.id),
    dueByUpkeep(studio),
  ]);
  const asks = obstacle(standing, performer) === undefined;
  const plan = { performer, asks, announces };
  if (!asks && !announces) throw nothingDue(studio, standing, performer, seen.has(standing.id));
  if (asks && !performer) await checkGasPrice(studio, standing);
  if (asks) await tryRouter(studio, standing);
  await consumer.performUpkeep.staticCall(performDataOf(standing, plan));
  return plan;
}

export function performDataOf({ id }: Standing, { asks, announces }: Plan): string {
  return coder.encode(LISTS, [asks ? [id] : [], announces ? [id] : []]);
}

/** Programs that Automation would ask for now: `checkUpkeep`, simulated as Automation does. */
async function dueByUpkeep({ consumer, chain }: Studio): Promise<Set<number>> {
  const view = consumer.connect(chain.ethers.provider);
  const { performData } = await view.checkUpkeep.staticCall("0x", { from: ZeroAddress });
  const [asks] = coder.decode(LISTS, performData) as unknown as [bigint[]];
  return new Set(asks.map(Number));
}

function nothingDue({ chain, signer }: Studio, standing: Standing, performer: boolean, seen: boolean): TaskFailure {
  const { why, remedy, until } = obstacle(standing, performer)!;
  const { name, ask, requests, now } = standing;
  const who = performer ? `${signer.address}, a performer,` : `${signer.address}, a stranger,`;
  const others = seen ? " A performer may ask now." : "";
  const strangers =
    performer && ask.due && requests !== undefined
      ? ` Strangers may ask ${when(strangersFrom({ ask, requests }), now)}.`
      : "";
  return new TaskFailure(`${who} cannot ask for ${name}: ${why}.${others}${strangers}`, {
    remedy:
      remedyFor(remedy) ??
      (chain.local && until ? command(chain, "network advance") : command(chain, `evolution status ${name}`)),
  });

  function remedyFor(what: typeof remedy): string | undefined {
    return what && command(chain, `program ${what} ${name}`);
  }
}

/** The router's own answer to the request, without sending it: a performer's attempt would be spent on a refusal. */
async function tryRouter({ services, consumer, chain }: Studio, { id, name, requests }: Standing): Promise<void> {
  const [data, callbackGas, donId] = await Promise.all([
    consumer.requestData(id),
    consumer.CALLBACK_GAS(),
    consumer.DON_ID(),
  ]);
  const { subscriptionId } = requests!;
  const router = services.router.connect(chain.ethers.provider);
  try {
    await router.sendRequest.staticCall(subscriptionId, data, DATA_VERSION, callbackGas, donId, {
      from: String(consumer.target),
    });
  } catch (error) {
    throw new TaskFailure(
      `The router would refuse a request of ${name}, paid by subscription ${subscriptionId}: ${explain(error)}`,
      {
        cause: error,
        remedy: command(chain, "subscription show"),
      },
    );
  }
}

/** A simulated call pays nothing for its gas, so the price that strangers are bound to is looked at here. */
async function checkGasPrice({ chain }: Studio, { name, requests }: Standing): Promise<void> {
  const { gasPrice } = await chain.ethers.provider.getFeeData();
  const most = requests!.line.maxGasPrice;
  if (gasPrice === null || gasPrice <= most) return;
  throw new TaskFailure(
    `A stranger may pay at most ${formatUnits(most, "gwei")} gwei a unit of gas for ${name}; the price is ${formatUnits(gasPrice, "gwei")}.`,
    { remedy: `wait for a lower price, or ${command(chain, `evolution perform ${name} --from PERFORMER`)}` },
  );
}
