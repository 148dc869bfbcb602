/** Breaks of the rules for requests, attempts, confirmation and the callback. */
import { INVARIANTS, type Mutation } from "./mutation.ts";

const CONSUMER = { file: "contracts/consumers/FunctionsConsumer.sol", guardedBy: INVARIANTS };
const PENDING = { file: "contracts/consumers/PendingWord.sol", guardedBy: INVARIANTS };
const LEDGER = { file: "contracts/evolution/EvolutionLedger.sol", guardedBy: INVARIANTS };

const ONE_PENDING = "at most one pending request a program";
const STRANGERS = "strangers spend nothing of a performer's";
const WAITS = "attempts are bounded and keep their waits";
const CALLBACK = "the callback neither fails nor needs more than 200,000 gas";
const ONCE = "an answer counts for a pending request, once";
const CONFIRMED = "no evolution without its confirmation";

export const CONSUMER_MUTATIONS: readonly Mutation[] = [
  {
    ...CONSUMER,
    name: "requests are replaced before they expire",
    find: "if (p.tag() != 0 && !_expired(line, p) && !(performer && p.byStranger())) return false;",
    replace: "",
    law: ONE_PENDING,
  },
  {
    ...CONSUMER,
    name: "strangers replace each other's requests",
    find: "!(performer && p.byStranger())",
    replace: "!p.byStranger()",
    law: ONE_PENDING,
  },
  {
    ...PENDING,
    name: "strangers spend performers' attempts",
    find: "Pending.unwrap(p) + PUBLIC_ATTEMPT",
    replace: "Pending.unwrap(p) + ATTEMPT",
    law: STRANGERS,
  },
  {
    ...CONSUMER,
    name: "strangers pay any gas price",
    find: "if (tx.gasprice > most) revert ConsumerGasPriceTooHigh(tx.gasprice, most);",
    replace: "",
    law: STRANGERS,
  },
  {
    ...CONSUMER,
    name: "the grace time is ignored",
    find: "if (!performer && block.timestamp < dueAt + line.grace()) return false;",
    replace: "",
    law: WAITS,
  },
  {
    ...CONSUMER,
    name: "a performer's wait is not doubled",
    find: "(uint256(line.backoff()) << before)",
    replace: "line.backoff()",
    law: WAITS,
  },
  {
    ...CONSUMER,
    name: "a stranger's wait is not doubled",
    find: "uint256(line.backoff()) << (p.publicAttempts() - 1)",
    replace: "line.backoff()",
    law: WAITS,
  },
  {
    ...CONSUMER,
    name: "performers' attempts have no end",
    find: "p.attempts() < line.maxAttempts() && ",
    replace: "",
    law: WAITS,
  },
  {
    ...CONSUMER,
    name: "attempts at a confirmation have no end",
    find: "p.confirmAttempts() < line.maxAttempts()",
    replace: "true",
    law: WAITS,
  },
  {
    ...CONSUMER,
    name: "the callback asks for more gas",
    find: "CALLBACK_GAS = 200_000;",
    replace: "CALLBACK_GAS = 300_000;",
    law: CALLBACK,
  },
  {
    ...LEDGER,
    name: "a listener gets all the gas there is",
    find: "call(LISTENER_GAS, ",
    replace: "call(gas(), ",
    law: CALLBACK,
  },
  {
    ...LEDGER,
    name: "listeners are called however little gas is left",
    find: "gasleft() < reserve",
    replace: "false",
    law: CALLBACK,
  },
  {
    ...CONSUMER,
    name: "the callback reverts for an error",
    find: "emit AnswerErrored(program, period, requestId, err);",
    replace: "revert ConsumerNothingDue();",
    law: CALLBACK,
  },
  {
    ...PENDING,
    name: "an answer leaves its request pending",
    find: "return Pending.wrap(Pending.unwrap(p) & ~TAG);",
    replace: "return p;",
    law: ONCE,
  },
  {
    ...CONSUMER,
    name: "an answer to a request that is not pending counts",
    find: "if (named != 0 && _pending[named].tag() == tag) return named;",
    replace: "if (named != 0 && _lines[named].exists()) return named;",
    law: ONCE,
  },
  {
    ...CONSUMER,
    name: "a candidate is settled whatever the second answer says",
    find: "phase == Phase.Candidate && !_repeatsCandidate(program, response)",
    replace: "false",
    law: CONFIRMED,
  },
  {
    ...CONSUMER,
    name: "the first answer of a round is settled at once",
    find: "bool stays = phase == Phase.First && ",
    replace: "bool stays = false && ",
    law: CONFIRMED,
  },
];
