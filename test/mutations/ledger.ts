/** Breaks of what the ledger checks and keeps. */
import { INVARIANTS, type Mutation } from "./mutation.ts";

const LEDGER = { file: "contracts/evolution/EvolutionLedger.sol", guardedBy: INVARIANTS };
const LADDER = { file: "contracts/evolution/FallbackLadder.sol", guardedBy: INVARIANTS };
const INTEGRAL = { file: "contracts/evolution/MultiplierIntegral.sol", guardedBy: INVARIANTS };

const GROWS = "history only grows";
const IN_TURN = "at most one evolution a period, and none before its time";
const TRANSITIONS = "allowed transitions only";
const TERMS = "every settlement keeps the terms in force";
const LADDER_LAW = "the ladder is a function of time and history";
const EXACT = "the integral is exact";

export const LEDGER_MUTATIONS: readonly Mutation[] = [
  {
    ...LEDGER,
    name: "an evolution changes the one before it",
    find: "_history[program][index] = Entry(header | block.timestamp, a.reading);",
    replace:
      "_history[program][index] = Entry(header | block.timestamp, a.reading);" +
      " if (index != 0) _history[program][index - 1].reading = a.reading;",
    law: GROWS,
  },
  {
    ...LEDGER,
    name: "documents are rebuilt with the terms in force now",
    find: "_terms[program][evolution.version];",
    replace: "_terms[program][_heads[program].version];",
    law: GROWS,
  },
  {
    ...LEDGER,
    name: "a period is settled twice",
    find: "if (head.evolutions != 0 && period <= head.settledPeriod) return Reason.Settled;",
    replace: "",
    law: IN_TURN,
  },
  {
    ...LEDGER,
    name: "a period is settled before it is due",
    find: " || schedule.dueAt(period) > block.timestamp",
    replace: "",
    law: IN_TURN,
  },
  {
    ...LEDGER,
    name: "an answer for another period than the one asked for is settled",
    find: "a.period != period || ",
    replace: "",
    law: "an answer counts for a pending request, once",
  },
  {
    ...LEDGER,
    name: "the content digest is not compared",
    find: "sha256(document) != a.digest",
    replace: "false",
    law: "every document rebuilds to its digest",
  },
  {
    ...LEDGER,
    name: "transitions are not checked",
    find: "if ((terms.transitions >> (16 * from + a.state)) & 1 == 0) return Reason.Transition;",
    replace: "",
    law: TRANSITIONS,
  },
  {
    ...LEDGER,
    name: "after a fallback the last state still counts",
    find: " || schedule.fallbackBetween(head.settledPeriod, a.period);",
    replace: ";",
    law: TRANSITIONS,
  },
  {
    ...LEDGER,
    name: "the bounds of the multiplier are not checked",
    find: "if (a.multiplier < least || a.multiplier > most) return Reason.Multiplier;",
    replace: "",
    law: TERMS,
  },
  {
    ...LEDGER,
    name: "a HOLD may bring another reading",
    find: "!blank || a.reading != head.lastReading",
    replace: "!blank",
    law: TERMS,
  },
  {
    ...LEDGER,
    name: "a HOLD may come before the first evolution of a version",
    find: "if (head.lastState == NO_STATE) return Reason.HoldBeforeEvolution;",
    replace: "",
    law: TERMS,
  },
  {
    ...LADDER,
    name: "stale begins one second late",
    find: "time < staleAt(s, settled)",
    replace: "time <= staleAt(s, settled)",
    law: LADDER_LAW,
  },
  {
    ...LADDER,
    name: "the fallback begins one second late",
    find: "time < fallbackAt(s, settled)",
    replace: "time <= fallbackAt(s, settled)",
    law: LADDER_LAW,
  },
  {
    ...LEDGER,
    name: "a paused program is settled",
    find: "if (head.paused) return Reason.Paused;",
    replace: "",
    law: EXACT,
  },
  {
    ...INTEGRAL,
    name: "a fallback is postponed in place after it began",
    find: "block.timestamp >= last.fallbackAt",
    replace: "false",
    law: EXACT,
  },
  {
    ...INTEGRAL,
    name: "the integral falls back to the last checkpoint's sum",
    find: "sum = _sumAt(last, nowSeconds);",
    replace: "sum = last.sum;",
    law: EXACT,
  },
  {
    ...INTEGRAL,
    name: "the search for a checkpoint of the past ends too early",
    find: "else high = middle;",
    replace: "else high = low + 1;",
    law: "the integral of the past stays",
  },
];
