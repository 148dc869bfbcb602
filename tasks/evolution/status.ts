/** What a program shows, and where its next period stands. */
import { action } from "../common/action.ts";
import { type Studio, openStudio } from "../common/studio.ts";
import { print, printJson } from "../common/terminal.ts";
import { requireName } from "../program/arguments.ts";
import { unitOf } from "../program/file.ts";
import { type Standing, nameTraits, readStanding } from "../program/standing.ts";
import { deciders, rungs } from "../program/words.ts";
import { type Answered, readAnswers } from "./answers.ts";
import { nextDue, obstacle, strangersFrom } from "./obstacle.ts";
import { screen } from "./screen.ts";

interface Args {
  readonly name: string;
  readonly json: boolean;
}

/** How many of the last answers are shown. */
const SHOWN = 5;

/** An answer with its time. */
export interface Dated extends Answered {
  /** Unix seconds. */
  readonly at: number;
}

export default action<Args>(async ({ name, json }, hre) => {
  await using studio = await openStudio(hre);
  const standing = await readStanding(studio, requireName(studio, name));
  const answers = await dated(studio, (await readAnswers(studio, standing)).slice(-SHOWN));
  if (json) return printJson(asData(standing, answers));
  print(screen({ standing, answers, unit: await unitOf(name) }));
});

async function dated({ chain }: Studio, answers: readonly Answered[]): Promise<Dated[]> {
  return Promise.all(
    answers.map(async (answer) => ({
      ...answer,
      at: (await chain.ethers.provider.getBlock(answer.blockNumber))!.timestamp,
    })),
  );
}

function asData(standing: Standing, answers: readonly Dated[]) {
  const { name, id, version, status, ask, vocabulary, now, requests, holders } = standing;
  const { state, traits, caption } = nameTraits(vocabulary, status.state, status.traits);
  const inTheWay = obstacle(standing, true);
  return {
    ...{ name, id, version, now, state, traits, caption },
    rung: rungs[Number(status.rung)],
    paused: status.paused,
    reading: status.reading,
    multiplier: status.multiplier,
    decider: deciders[Number(status.decider)],
    evolutions: status.evolutions,
    ...(status.evolutions > 0n && {
      settledPeriod: status.settledPeriod,
      staleAt: status.staleAt,
      fallbackAt: status.fallbackAt,
    }),
    ...(holders && { holders }),
    ask: { period: ask.period, due: ask.due, dueAt: ask.dueAt, nextDue: nextDue(standing) },
    mayAsk: inTheWay === undefined,
    ...(inTheWay && { why: inTheWay.why }),
    ...(requests && {
      pending: requests.status.pending,
      attempts: requests.status.period === ask.period ? requests.status.attempts : 0n,
      strangersFrom: strangersFrom(standing),
    }),
    answers,
  };
}
