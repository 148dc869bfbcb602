import { type Check, critical } from "../finding.ts";
import { span } from "../../program/words.ts";
import { eachProgram } from "./programs.ts";

const DAY = 86_400;
/** As in EvolutionLedger.setBand: a feed may be as old as two periods and a day. */
const FEED_PERIODS = 2;

/** The Chainlink Data Feed of programs that have one: without its word no request goes out. */
export const reference: Check = {
  about: "reference feeds",
  needsDeployment: true,
  find: eachProgram(({ name, feed, schedule }, { now }) => {
    if (feed === undefined) return [];
    const remedy = `program update ${name}`;
    if (feed.answer === undefined || feed.answer <= 0n)
      return [
        critical({
          name: "feed-silent",
          program: name,
          sentence: `The reference feed ${feed.address} of ${name} gives no positive answer, so no request goes out.`,
          remedy,
        }),
      ];
    const age = now - feed.updatedAt;
    if (age <= FEED_PERIODS * schedule.periodLength + DAY) return [];
    return [
      critical({
        name: "feed-stale",
        program: name,
        sentence: `The reference feed ${feed.address} of ${name} was updated ${span(age)} ago, so no request goes out.`,
        remedy,
      }),
    ];
  }),
};
