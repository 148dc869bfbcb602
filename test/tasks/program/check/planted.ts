/** All faults that are planted; those of prompts, of deciding and of deployments. */
import { type Planted, bitcoin, index, weather } from "./plant.ts";
import { readings, sources } from "./planted-readings.ts";

/** Whichever two vendors are asked. */
const PAIR = /accord\(\[(\w+, \w+)\]\)/;
const OTHER_OPENAI = '{ ...openai, secret: "otherKey" }';
const IN_TURN = ["import { openai }", 'import { inTurn } from "../ai/inTurn.ts";\nimport { openai }'] as const;

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
  bitcoin(
    "an AI that is asked and not believed",
    [[PAIR, "function* (hear, _, __, ruled) {\n    yield* hear([openai]);\n    return ruled;\n  }"]],
    "one-vendor",
  ),
  bitcoin(
    "an AI that is asked until it answers",
    [
      [
        PAIR,
        "function* (hear) {\n    for (let said; ; ) if (([said] = yield* hear([openai])) && said) return said;\n  }",
      ],
    ],
    "requests-over",
    "time-over",
    "one-vendor",
    "ais-in-turn",
  ),
  bitcoin(
    "one AI after three feeds, one after another",
    [["atOnce: 2", "atOnce: 1"], [PAIR, "inTurn([openai])"], IN_TURN],
    "time-over",
    "one-vendor",
    "ais-in-turn",
  ),
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
