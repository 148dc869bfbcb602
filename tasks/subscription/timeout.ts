import { action } from "../common/action.ts";
import { counted } from "../common/duration.ts";
import { TaskFailure } from "../common/failure.ts";
import { formatLink } from "../common/money.ts";
import { type Studio, command, openStudio } from "../common/studio.ts";
import { note, print } from "../common/terminal.ts";
import { checked } from "../operations/checked.ts";
import { type UnansweredRequest, unansweredRequests } from "../operations/timeouts.ts";
import { readSubscription } from "./subscription.ts";

interface Args {
  readonly id: string;
  readonly from: string;
}

export default action<Args>(async ({ id: number, from }, hre) => {
  await using studio = await openStudio(hre, from);
  const { services, spending, record, chain } = studio;
  const { id, option } = await readSubscription(studio, number);
  const unanswered = await unansweredRequests(services, id, number === "" ? record.startBlock : 0);
  if (unanswered.length === 0) return print(`no request of subscription ${id} is pending`);
  const now = (await chain.ethers.provider.getBlock("latest"))!.timestamp;
  const expired = unanswered.filter(({ timeoutAt }) => timeoutAt <= now);
  const waiting = unanswered.filter(({ timeoutAt }) => timeoutAt > now);
  if (expired.length === 0) throw tooEarly(studio, option, describe(waiting, now));
  await spending.send(
    `timed out ${counted(expired.length, "request")} of subscription ${id}`,
    checked(
      services.router.timeoutRequests,
      expired.map(({ commitment }) => commitment),
    ),
  );
  print(`${formatLink(juelsOf(expired))} are no longer blocked`);
  if (waiting.length > 0) note(describe(waiting, now));
});

function tooEarly({ chain }: Studio, option: string, why: string): TaskFailure {
  return new TaskFailure(`No request may be timed out yet: ${why}`, {
    remedy: `${command(chain, `subscription timeout${option}`)}   (then)`,
  });
}

function describe(waiting: readonly UnansweredRequest[], now: number): string {
  const seconds = Math.min(...waiting.map(({ timeoutAt }) => timeoutAt)) - now;
  return `the DON has ${counted(seconds, "second")} left to answer ${counted(waiting.length, "request")}.`;
}

function juelsOf(requests: readonly UnansweredRequest[]): bigint {
  return requests.reduce((sum, { juels }) => sum + juels, 0n);
}
