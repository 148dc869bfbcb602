/** Asks for what is due, as a keeper's hand or as a stranger. */
import { action } from "../common/action.ts";
import { TaskFailure } from "../common/failure.ts";
import { type Studio, command, openStudio } from "../common/studio.ts";
import { note, print, printJson, terminal, withTerminal } from "../common/terminal.ts";
import { PERFORM_GAS } from "../operations/upkeep.ts";
import { parseWhole, requireName } from "../program/arguments.ts";
import { readStanding } from "../program/standing.ts";
import { type Answered, readAnswers } from "./answers.ts";
import { obstacle } from "./obstacle.ts";
import { checkPerform, performDataOf } from "./performing.ts";
import { answered, requestIn } from "./waiting.ts";

interface Args {
  readonly name: string;
  readonly wait: string;
  readonly json: boolean;
  readonly from: string;
}

interface Performed {
  readonly transaction: string;
  /** Missing when only a change of rung was announced. */
  readonly request?: string;
  /** Missing when nobody waited. */
  readonly outcomes?: readonly Answered[];
}

const HOUR = 3_600;

export default action<Args>(async (args, hre) => {
  const patience = parseWhole(args.wait, "--wait", [0, HOUR], "seconds");
  await using studio = await openStudio(hre, args.from);
  if (!args.json) return void (await perform(studio, args.name, patience));
  const told = { ...terminal(), print: note };
  printJson(await withTerminal(told, () => perform(studio, args.name, patience)));
});

async function perform(studio: Studio, wanted: string, patience: number): Promise<Performed> {
  const { chain, consumer, spending, signer } = studio;
  const standing = await readStanding(studio, requireName(studio, wanted));
  const look = command(chain, `evolution status ${standing.name}`);
  const plan = await checkPerform(studio, standing);
  const who = plan.performer ? "performer" : "stranger";
  const receipt = await spending.send(
    `performed as ${who} ${signer.address}`,
    // As an upkeep performs: an estimate would leave out what the consumer lets fail, such as an announcement.
    consumer.performUpkeep(performDataOf(standing, plan), { gasLimit: PERFORM_GAS }),
  );
  const transaction = receipt.hash;
  if (plan.announces) print("announced the change of rung to the listeners");
  if (!plan.asks) {
    print(`no request: ${obstacle(standing, plan.performer)!.why}`);
    return { transaction };
  }
  const request = requestIn(studio, receipt);
  if (request === undefined) {
    const [failed] = await readAnswers(studio, standing, receipt.blockNumber);
    throw new TaskFailure(`The attempt is counted, but ${failed?.words ?? "no request went out"}.`, { remedy: look });
  }
  print(`request ${request}`);
  if (chain.local === undefined || patience === 0) {
    print(`the answer comes within minutes; look: ${look}`);
    return { transaction, request };
  }
  const outcomes = await answered(studio, standing, { request, receipt, patience });
  for (const { words, transactionHash } of outcomes) print(`${words}\n  ${transactionHash}`);
  return { transaction, request, outcomes };
}
