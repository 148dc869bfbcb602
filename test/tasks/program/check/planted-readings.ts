/** Faults of sources, readings and ranges. */
import { type Planted, bitcoin, index, weather } from "./plant.ts";

const THREE_OF_WEATHER = 'ncei("USW00024233"), openMeteo("47.450", "-122.31")]';

export const sources: readonly Planted[] = [
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

export const readings: readonly Planted[] = [
  bitcoin("a quantum of ten dollars", [["quantum: 50_000n", "quantum: 1_000n"]], "quantum-too-small"),
  bitcoin(
    "a quantum that is fine for made-up exchanges and not for real ones",
    [["quantum: 50_000n", "quantum: 20_000n"]],
    "quantum-too-small",
  ),
  weather("a threshold on a program that evolves every day", [
    ["moved: difference", "moved: level"],
    ["threshold: 20n", "threshold: 5n"],
  ]),
  weather("a range of just two readings", [['"mild and veiled", 2, 0, 149', '"mild and veiled", 2, 0, 119']]),
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
