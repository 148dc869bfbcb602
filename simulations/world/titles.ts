/**
 * What the world's headlines are made of. Every title is invented: no such story was ever posted, and no company, person
 * or place in it exists. Whatever shows one must call it made up.
 */

/** A theme's titles: a subject with one of the predicates. */
export interface Theme {
  readonly subjects: readonly string[];
  readonly bright: readonly string[];
  readonly sombre: readonly string[];
}

/** From what people admire without a word to what they argue about. */
export const THEMES: readonly Theme[] = [
  {
    subjects: [
      "A comet with two tails",
      "The oldest written lullaby",
      "A forest of glass sponges",
      "The map of a mouse's dream",
      "A fresco under a fresco",
      "The song of a frozen lake",
      "A crystal from a meteorite",
      "The last page of a lost atlas",
      "A moth that navigates by starlight",
      "The shape of an echo",
    ],
    bright: [
      "is found again, to the joy of science",
      "wins the hearts of art students",
      "solves an old riddle of nature",
      "is a gift to science",
      "delights a museum of nature",
      "is more beautiful than its art critics hoped",
    ],
    sombre: [
      "is lost to science",
      "fades, and nature does not say why",
      "will die with the reef, science warns",
      "is a sad chapter of art",
      "was broken on its way to the museum of nature",
    ],
  },
  {
    subjects: [
      "Show HN: A doorbell with a spreadsheet",
      "A keyboard of driftwood",
      "Writing a compiler in a weekend",
      "Show HN: A clock for late people",
      "A database in forty lines",
      "A lighthouse keeper's mail filter",
      "A text editor for the left hand",
      "Show HN: Sunlight over the serial port",
      "A printer driver made of puppets",
      "My grandmother's build system",
    ],
    bright: [
      "and the joy of making",
      "with code that delights",
      "wins a prize for small tools",
      "and other happy tools",
      "in beautiful, boring code",
      "now with better tools",
    ],
    sombre: [
      "and why its code is broken",
      "is dead, long live its tools",
      "and the bug nobody could kill in its code",
      "a sad story of making",
      "was lost with the disk and the code",
    ],
  },
  {
    subjects: [
      "A bakery with a billion loaves",
      "The umbrella exchange",
      "A bank for second-hand time",
      "The last video rental",
      "An airline without seats",
      "The company that sells silence",
      "A start-up for paper maps",
      "The lemonade index",
      "A shop that opens at midnight",
      "The maker of the round phone",
    ],
    bright: [
      "launches to the joy of small firms",
      "finds new money and new friends",
      "wins back the money of its customers",
      "hopes for a better launch",
      "grows, and other firms are happy for it",
    ],
    sombre: [
      "is out of money",
      "fails at its third launch",
      "loses half of its firms",
      "worries those who lent it money",
      "closes, a sad day for firms of its kind",
    ],
  },
  {
    subjects: [
      "The four-day week",
      "The printed manual",
      "A town without passwords",
      "The right to repair a kettle",
      "The meeting without a table",
      "Working from a tree house",
      "The rule that nobody wrote",
      "The notebook at the ready",
      "The public bench",
      "The case for slow e-mail",
    ],
    bright: [
      "and the law that made life better",
      "in my opinion a gift",
      "and how work became a joy",
      "wins in court, and the law is happy",
      "my hopeful opinion after ten years of work",
    ],
    sombre: [
      "and the law that failed",
      "in my opinion broken",
      "and work that makes nobody happy, a sad opinion",
      "fears the law",
      "lost at work",
    ],
  },
  {
    subjects: [
      "The quarrel of two maintainers",
      "The outage of the weather balloons",
      "The great semicolon dispute",
      "A leak at the crossword club",
      "The forum that banned itself",
      "The village by the data centre",
      "The recall of the talking scale",
      "A boycott of green icons",
      "The feud of three cities",
      "The referee's spreadsheet",
    ],
    bright: [
      "ends a conflict with better manners",
      "finds peace, and nobody takes the blame",
      "brings a long conflict to a happy end",
      "gives hope that the loss was not in vain",
    ],
    sombre: [
      "leaves blame that nobody wants",
      "is an angry conflict without end",
      "is a loss that nobody will forget",
      "fails and blames the fog",
      "breaks a promise, and blame goes around",
      "raises the fear of the next conflict",
    ],
  },
];
