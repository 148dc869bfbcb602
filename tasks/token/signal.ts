/** A holder's signal, for whoever signs. */
import { SIGNALS, type Signal, decodeTally, tellTally } from "../../functions-source/content/tally.ts";
import { didYouMean } from "../../functions-source/nearest.ts";
import type { Signals } from "../../types/ethers-contracts/index.ts";
import { action } from "../common/action.ts";
import { TaskFailure, wrongInput } from "../common/failure.ts";
import { repeated } from "../common/options.ts";
import { type Studio, command, openStudio } from "../common/studio.ts";
import { print } from "../common/terminal.ts";
import { checked } from "../operations/checked.ts";
import { signalsOf } from "../program/holders.ts";
import { moment, when } from "../program/words.ts";
import { type Token, requireToken } from "./collection.ts";

interface Args {
  readonly name: string;
  readonly id: string;
  readonly choice: string;
  readonly from: string;
}

export default action<Args>(async ({ name, id, choice: text, from }, hre) => {
  await using studio = await openStudio(hre, from);
  const token = await requireToken(studio, name, id);
  const choice = parseChoice(studio, token, text);
  const signals = await requireSignals(studio, token);
  await requireOwner(studio, token, choice);
  await requireFirst(studio, token, signals);
  const receipt = await studio.spending.send(
    `token ${token.id} of ${name} signalled ${choice}`,
    checked(signals.signal, token.id, SIGNALS.indexOf(choice)),
  );
  const { blockNumber } = receipt;
  const filter = signals.filters.Signalled(undefined, undefined, token.id);
  const { period } = (await signals.queryFilter(filter, blockNumber, blockNumber)).at(-1)!.args;
  const tally = decodeTally(await signals.tallyOf(token.program, period));
  print(`period ${period} so far: ${tellTally(tally)}`);
  print(`it is closed ${await closing(studio, signals, period)}`);
  if ((await studio.ledger.statusOf(token.program)).paused)
    print(`${name} is paused: the signal is heard only if the pause ends before its period is asked for`);
  print(
    "it counts when the period is asked for, once its data is final,\nand only if the reading has moved enough for an evolution",
  );
  print(`next: ${command(studio.chain, `evolution status ${name}`)}`);
});

/** @throws TaskFailure naming the four */
function parseChoice({ chain }: Studio, { name, id }: Token, text: string): Signal {
  const found = SIGNALS.find((signal) => signal === text);
  if (found !== undefined) return found;
  throw wrongInput(
    `${text === "" ? "Which signal?" : `"${text}" is no signal.`} There are ${SIGNALS.join(", ")}.${didYouMean(text, [...SIGNALS])}`,
    command(chain, `token signal ${name} ${id} ${SIGNALS[1]}`),
  );
}

/** @throws TaskFailure when the program does not listen, or not to this collection */
async function requireSignals(studio: Studio, { name, program, collection }: Token): Promise<Signals> {
  const { chain, signer } = studio;
  const address = await signalsOf(studio, program);
  if (address === undefined)
    throw new TaskFailure(`${name} does not listen to its holders.`, {
      remedy: `its curator would have to say "listens: true" in its file, give it a swayed measure, and run ${command(chain, `program update ${name}`)}`,
    });
  const signals = await chain.ethers.getContractAt("Signals", address, signer);
  const heard = await signals.COLLECTION().catch(() => undefined);
  if (heard === collection.target) return signals;
  throw new TaskFailure(
    `${name} hears its holders through ${address}, which does not count this collection's tokens.`,
    {
      remedy: command(chain, `program show ${name}`),
    },
  );
}

/** @throws TaskFailure naming the account that may */
async function requireOwner({ chain, signer }: Studio, { id, owner, name }: Token, choice: Signal): Promise<void> {
  if (owner === signer.address) return;
  const place = (await chain.ethers.getSigners()).findIndex(({ address }) => address === owner);
  throw new TaskFailure(`Token ${id} belongs to ${owner}; ${signer.address} cannot speak for it.`, {
    remedy:
      place === -1
        ? "sign with the owner's account, named with --from"
        : command(chain, repeated(`token signal ${name} ${id} ${choice}`, { from: String(place) })),
  });
}

/** @throws TaskFailure saying when the token may speak again */
async function requireFirst(studio: Studio, { id, name }: Token, signals: Signals): Promise<void> {
  if (!(await signals.hasSpoken(id))) return;
  const period = await signals.period();
  throw new TaskFailure(`Token ${id} has given its signal for period ${period}.`, {
    remedy: `the same again from ${moment(await endOf(signals, period))} on; ${command(studio.chain, `evolution status ${name}`)}`,
  });
}

async function closing({ chain }: Studio, signals: Signals, period: bigint): Promise<string> {
  const now = (await chain.ethers.provider.getBlock("latest"))!.timestamp;
  return when(await endOf(signals, period), now);
}

/** Unix seconds. */
async function endOf(signals: Signals, period: bigint): Promise<bigint> {
  const [anchor, length] = await Promise.all([signals.ANCHOR(), signals.PERIOD_LENGTH()]);
  return anchor + (period + 1n) * length;
}
