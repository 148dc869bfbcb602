/** Breaks of the rules for holders' signals, and for their way into a request. */
import { INVARIANTS, type Mutation } from "./mutation.ts";

const SIGNALS = { file: "contracts/interactions/Signals.sol", guardedBy: INVARIANTS };
const CONSUMER = { file: "contracts/consumers/FunctionsConsumer.sol", guardedBy: INVARIANTS };
const CALL = { file: "contracts/consumers/SignalsCall.sol", guardedBy: INVARIANTS };

const ONE_VOICE = "a token speaks at most once a period, by its owner";
const EXACT = "every tally is exact and stays so";
const CARRIED = "every request carries its period's tally";

export const SIGNALS_MUTATIONS: readonly Mutation[] = [
  {
    ...SIGNALS,
    name: "a token speaks twice in a period",
    find: "if (last == mark) revert SignalsSpoken(tokenId, running);",
    replace: "",
    law: ONE_VOICE,
  },
  {
    ...SIGNALS,
    name: "anybody speaks for a token",
    find: "if (COLLECTION.ownerOf(tokenId) != msg.sender) revert SignalsNotHolder(tokenId, msg.sender);",
    replace: "COLLECTION.ownerOf(tokenId);",
    law: ONE_VOICE,
  },
  {
    ...SIGNALS,
    name: "a token's mark wipes those beside it",
    find: "spoken ^ ((last ^ mark) << shift)",
    replace: "mark << shift",
    law: ONE_VOICE,
  },
  {
    ...SIGNALS,
    name: "a fifth choice is heard",
    find: "if (choice >= CHOICES) revert SignalsUnknownChoice(choice);",
    replace: "if (choice > CHOICES) revert SignalsUnknownChoice(choice);",
    law: ONE_VOICE,
  },
  {
    ...SIGNALS,
    name: "signals fall into a period that is over",
    find: "uint256 shift = TALLY_BITS * (running % TALLIES) + COUNT_BITS * choice;",
    replace: "uint256 shift = TALLY_BITS * ((running + 3) % TALLIES) + COUNT_BITS * choice;",
    law: EXACT,
  },
  {
    ...CONSUMER,
    name: "a request carries the tally of the period that runs",
    find: "SignalsCall.tallyOf(signals.source, program, AskWords.period(question))",
    replace: "SignalsCall.tallyOf(signals.source, program, AskWords.period(question) + 1)",
    law: CARRIED,
  },
  {
    ...CONSUMER,
    name: "a confirmation carries another tally than its first round",
    find: "if (line.signals() && p.phase() == Phase.First) _signals[program].heard = interactions;",
    replace: "",
    law: CARRIED,
  },
  {
    ...CALL,
    name: "holders are not heard",
    find: "heard := and(heard, and(gt(returndatasize(), 0x1f), iszero(shr(64, answer))))",
    replace: "heard := 0",
    law: CARRIED,
  },
];
