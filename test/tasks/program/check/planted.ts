/** Programs' files, each with faults planted: what is replaced in a shipped one, and which findings that must give. */
import type { Deployed } from "../../../../tasks/program/check/subject.ts";

export interface Planted {
  readonly what: string;
  /** The shipped program whose file is changed. */
  readonly of: string;
  readonly edits: readonly (readonly [from: string | RegExp, to: string])[];
  readonly deployed?: Deployed;
  /** Names of all findings, in their order. */
  readonly found: readonly string[];
}

type Edits = Planted["edits"];

const planted = (of: string, what: string, edits: Edits, ...found: string[]): Planted => ({ what, of, edits, found });
const bitcoin = planted.bind(undefined, "bitcoin");
const weather = planted.bind(undefined, "seattle-weather");
const index = planted.bind(undefined, "sp500");

const THREE_OF_WEATHER = 'ncei("USW00024233"), openMeteo("47.45", "-122.31")]';
/** Whichever two vendors are asked. */
const PAIR = /accord\(\[(\w+, \w+)\]\)/;
const OTHER_OPENAI = '{ ...openai, secret: "otherKey" }';
const IN_TURN = ["import { openai }", 'import { inTurn } from "../ai/inTurn.ts";\nimport { openai }'] as const;

const sources: readonly Planted[] = [
  bitcoin(
    "a source that nobody knows",
    [
      [
        'kraken("XBTUSD")',
        "{ address: (day) => `prices.example.org/btc?day=${day}`, rows: (body) => [JSON.parse(body)] }",
      ],
      ["import { kraken }", "// import { kraken }"],
    ],
    "source-unknown",
  ),
  weather("nodes asked after five days", [["settleDelay: 691_200", "settleDelay: 432_000"]], "settle-before-source"),
  index("nodes asked on the next morning", [["settleDelay: 309_600", "settleDelay: 86_400"]], "settle-before-source"),
  index(
    "futures beside the index",
    [
      ['fred("SP500")', 'yahoo("ES%3DF")'],
      ["import { fred }", "// import { fred }"],
    ],
    "methods-mixed",
  ),
  weather(
    "a third source beside a reanalysis and a station",
    [['ncei("USW00024233")]', THREE_OF_WEATHER]],
    "methods-mixed",
    "quantum-too-small",
  ),
  bitcoin(
    "the price of the moment",
    [
      [
        'kraken("XBTUSD")',
        '{ address: () => "api.coinbase.com/v2/prices/BTC-USD/spot", rows: (body) => [JSON.parse(body).data.amount] }',
      ],
      ["import { kraken }", "// import { kraken }"],
    ],
    "moment-for-day",
    "source-unknown",
  ),
  bitcoin("yesterday's close as a witness", [["maxAge: 0", "maxAge: 2"]], "days-mixed"),
  index("no close on weekends", [["maxAge: 5", "maxAge: 0"]], "no-look-back"),
  index(
    "closes of different sessions as witnesses",
    [
      ["select: officialClose", "select: firstWithWitness(100n)"],
      ["import { officialClose }", "import { firstWithWitness }"],
    ],
    "days-mixed",
  ),
];

const readings: readonly Planted[] = [
  bitcoin("a quantum of ten dollars", [["quantum: 50_000n", "quantum: 1_000n"]], "quantum-too-small"),
  bitcoin("a witness within a dollar", [["firstWithWitness(50_000n)", "firstWithWitness(100n)"]], "witness-too-strict"),
  weather("a threshold of one quantum", [["threshold: 20n", "threshold: 10n"]], "threshold-within-quantum"),
  bitcoin(
    "a quantum that the threshold is within",
    [["quantum: 50_000n", "quantum: 500_000n"]],
    "threshold-within-quantum",
    "range-too-narrow",
  ),
  bitcoin("a threshold a little inside a range", [["threshold: 200n", "threshold: 180n"]], "threshold-beside-border"),
  index(
    "a threshold a little inside a range, downwards",
    [['selling", 1, 2, -101', 'selling", 1, 2, -111']],
    "threshold-beside-border",
  ),
  weather(
    "a range of one reading",
    [['"mild and veiled", 2, 0, 149', '"mild and veiled", 2, 0, 109']],
    "range-too-narrow",
  ),
  bitcoin(
    "states that follow each other in a ring",
    [
      [
        "    [0, 1, 2],\n    [0, 1, 2],\n    [0, 1, 2, 3, 4],\n    [2, 3, 4],\n    [2, 3, 4],",
        "    [1],\n    [2],\n    [3],\n    [4],\n    [0],",
      ],
    ],
    "range-out-of-reach",
  ),
];

const prompts: readonly Planted[] = [
  bitcoin(
    "reasons",
    [["the tides of Bitcoin's price", "the tides of Bitcoin's price; explain your choice"]],
    "prompt-asks-for-prose",
  ),
  weather("words of its own", [["soft sun", "write a haiku about soft sun"]], "prompt-asks-for-prose"),
  weather("a second range", [["ice on the Sound", "below 5 degrees"]], "range-said-twice"),
  bitcoin("two moods that mean the same", [['"greed"', '"bliss"']], "names-alike"),
  bitcoin("a mood that is another with an ending", [['"greed"', '"hopeful"']], "names-alike"),
  bitcoin("a mood that only begins like another", [['"greed"', '"hopeless"']]),
  index("one text for two states", [['"selling"', '"buying"']], "names-alike"),
  index("a mood with the name of a state of another mood", [['"hope"', '"storm"']], "names-alike"),
  bitcoin("two moods that no state has", [['"it soars", 5, 3', '"it soars", 3, 3']], "moods-of-no-state"),
  weather("states that all may follow", [["    [0, 1, 2, 3, 4],", "    [0, 1, 2, 3, 4, 5],"]], "many-choices"),
];

const voices: readonly Planted[] = [
  bitcoin("one AI", [[PAIR, "accord([openai])"]], "one-vendor"),
  bitcoin("two AIs of one vendor", [[PAIR, `accord([openai, ${OTHER_OPENAI}])`]], "one-vendor"),
  weather("AIs in turn", [[PAIR, "inTurn([$1])"], IN_TURN], "ais-in-turn"),
  bitcoin("AIs in turn after two turns of feeds", [[PAIR, "inTurn([$1])"], IN_TURN], "time-over", "ais-in-turn"),
  bitcoin("three feeds at once", [["atOnce: 2", "atOnce: 3"]], "no-third-answer"),
  bitcoin("one feed after another", [["atOnce: 2", "atOnce: 1"]], "time-over"),
  bitcoin(
    "three AIs in turn",
    [[PAIR, `inTurn([$1, ${OTHER_OPENAI}])`], IN_TURN],
    "requests-over",
    "time-over",
    "ais-in-turn",
  ),
  bitcoin(
    "everything at once",
    [
      [PAIR, "inTurn([openai])"],
      IN_TURN,

      ["quantum: 50_000n", "quantum: 100n"],
      ["settleDelay: 3_600", "settleDelay: 60"],
      ["it floats", "describe 2 floats"],
    ],
    "settle-before-source",
    "quantum-too-small",
    "prompt-asks-for-prose",
    "range-said-twice",
    "one-vendor",
    "ais-in-turn",
  ),
];

const deployments: readonly Planted[] = [
  {
    ...bitcoin("no confirmation", [], "confirmation-off"),
    deployed: { network: "localhost", confirm: false, maxAttempts: 3 },
  },
  { ...bitcoin("one attempt", [], "few-attempts"), deployed: { network: "localhost", confirm: true, maxAttempts: 1 } },
  { ...bitcoin("a usual deployment", []), deployed: { network: "localhost", confirm: true, maxAttempts: 3 } },
];

export const PLANTED: readonly Planted[] = [...sources, ...readings, ...prompts, ...voices, ...deployments];
