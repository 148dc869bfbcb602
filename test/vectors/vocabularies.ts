import { encodeVocabulary, type Vocabulary } from "../../functions-source/content/vocabulary.ts";
import { vocabularyOf } from "../../functions-source/registration.ts";
import bitcoin from "../../functions-source/programs/bitcoin.ts";
import seattleWeather from "../../functions-source/programs/seattle-weather.ts";
import sp500 from "../../functions-source/programs/sp500.ts";

const letters = (count: number, prefix: string): string[] =>
  Array.from(
    { length: count },
    (_, index) => prefix + String.fromCharCode(97 + (index % 26)) + (index > 25 ? "2" : ""),
  );

/** 8 traits, one of each width and more, up to bit 63; 16 states; every name as long as it may be. */
const widest: Vocabulary = {
  program: "w".repeat(24),
  states: letters(16, "s".repeat(22)),
  traits: ["a-first", "caption", "humour", "mist", "palette", "stance", "weather", "z-last"].map((name, index) => {
    const width = [5, 4, 1, 2, 3, 5, 1, 5][index]!;
    const offset = [0, 5, 9, 10, 12, 15, 20, 59][index]!;
    return { name, offset, width, values: letters(2 ** width, "v".repeat(22)) };
  }),
  captions: letters(16, "c".repeat(118) + " "),
};

/** The least that the format allows. */
const narrowest: Vocabulary = { program: "n", states: ["s"], traits: [], captions: [] };

/** Vocabularies by name, for these vectors and the documents'. */
export const VOCABULARIES: Record<string, Vocabulary> = {
  widest,
  narrowest,
  bitcoin: vocabularyOf(bitcoin),
  "seattle-weather": vocabularyOf(seattleWeather),
  sp500: vocabularyOf(sp500),
  "one trait without captions": {
    program: "p-1",
    states: ["off", "on"],
    traits: [{ name: "tint", offset: 63, width: 1, values: ["grey"] }],
    captions: [],
  },
};

const hex = (text: string): string => Buffer.from(text).toString("hex");
const swap = (blob: string, from: string, to: string): string => {
  if (!blob.includes(from)) throw new Error(`The vector has no ${from}.`);
  return blob.replace(from, () => to);
};

/** A text with its length, as hexadecimal digits. */
const text = (value: string): string => value.length.toString(16).padStart(2, "0") + hex(value);

const PERIOD = "02" + text("period");
const PERIOD_END = "03" + text("periodEnd");

function invalid(): { why: string; blob: string }[] {
  const blob = encodeVocabulary({
    program: "abc",
    states: ["low", "top"],
    traits: [
      { name: "caption", offset: 4, width: 1, values: ["dim", "lit"] },
      { name: "mood", offset: 0, width: 2, values: ["sad", "mad", "gay"] },
    ],
    captions: ["It is dark.", "It is light."],
  });
  const caption = "09" + text("caption");
  const mood = "09" + text("mood");
  return [
    { why: "empty", blob: "0x" },
    { why: "version 0", blob: swap(blob, "0x01", "0x00") },
    { why: "version 2", blob: swap(blob, "0x01", "0x02") },
    { why: "truncated by one byte", blob: blob.slice(0, -2) },
    { why: "a byte after the captions", blob: blob + "00" },
    { why: "no members", blob: "0x010000000000" },
    { why: "one member fewer than counted", blob: swap(blob, "0x010b", "0x010c") },
    { why: "source 10", blob: swap(blob, mood, "0a" + text("mood")) },
    { why: "decider under another key", blob: swap(blob, "00" + text("decider"), "00" + text("decides")) },
    {
      why: "schema stands as a trait",
      blob: swap(blob, "07" + text("schema"), "09" + text("schema") + "0801000401" + text("xyz")),
    },
    { why: "a source stands twice", blob: swap(blob, "03" + text("periodEnd"), "02" + text("periodEnd")) },
    { why: "a trait does not ascend among the traits", blob: swap(blob, text("mood"), text("aood")) },
    { why: "a trait does not ascend among the members", blob: swap(blob, text("mood"), text("zood")) },
    { why: "fixed members do not ascend", blob: swap(blob, PERIOD + PERIOD_END, PERIOD_END + PERIOD) },
    { why: "a key stands twice", blob: swap(blob, mood, "09" + text("period")) },
    { why: "a trait's name in upper case", blob: swap(blob, text("mood"), text("moOd")) },
    { why: "a program without a name", blob: swap(blob, text("program") + text("abc"), text("program") + "00") },
    {
      why: "a program's name in upper case",
      blob: swap(blob, text("program") + text("abc"), text("program") + text("aBc")),
    },
    { why: "a state with a quote", blob: swap(blob, text("low"), text('l"w')) },
    { why: "a value with an underscore", blob: swap(blob, text("mad"), text("m_d")) },
    { why: "two states are alike", blob: swap(blob, text("top"), text("low")) },
    { why: "two values are alike", blob: swap(blob, text("mad"), text("sad")) },
    { why: "a trait 0 bits wide", blob: swap(blob, mood + "0002", mood + "0000") },
    { why: "a trait 6 bits wide", blob: swap(blob, mood + "0002", mood + "0806") },
    { why: "a trait past the 64 bits", blob: swap(blob, mood + "0002", mood + "3f02") },
    { why: "traits overlap", blob: swap(blob, caption + "0401", caption + "0101") },
    { why: "more values than the width holds", blob: swap(blob, mood + "0002", mood + "0001") },
    {
      why: "a list says one byte too many",
      blob: swap(blob, text("low") + text("top"), text("low") + text("to-")).replace("000802", "000902"),
    },
    { why: "a list says one byte too few", blob: blob.replace("000802", "000702") },
    { why: "states without a state", blob: swap(blob, "000802" + text("low") + text("top"), "000000") },
    { why: "17 states", blob: swap(blob, "000802" + text("low") + text("top"), "003311" + letters(17, "s").map(text).join("")) },
    {
      why: "fewer captions than values",
      blob: swap(blob, "001902" + text("It is dark.") + text("It is light."), "000c01" + text("It is dark.")),
    },
    { why: "an empty caption", blob: swap(blob, "001902" + text("It is dark."), "000e0200") },
    { why: "a caption with a quote", blob: swap(blob, text("It is dark."), text('It "s dark.')) },
    { why: "a caption with a backslash", blob: swap(blob, text("It is dark."), text("It \\s dark.")) },
    { why: "a caption with a line break", blob: swap(blob, text("It is dark."), text("It is\ndark.")) },
    {
      why: "a caption with a letter beyond ASCII",
      blob: swap(blob, text("It is dark."), "0b" + "4974206973206461726be9"),
    },
    { why: "captions without a trait of that name", blob: swap(blob, text("caption"), text("captiox")) },
    { why: "9 traits", blob: nineTraits() },
  ];
}

/** Nine traits cannot be written, so the ninth is put in by hand. */
function nineTraits(): string {
  const traits = letters(8, "t-").map((name, index) => ({ name, offset: index, width: 1, values: ["x"] }));
  const blob = encodeVocabulary({ program: "abc", states: ["low"], traits, captions: [] });
  const ninth = "09" + text("t-z") + "0801" + "000201" + text("x");
  return swap(swap(blob, "0x0111", "0x0112"), /000000$/.exec(blob)![0] && blob.slice(-6), ninth + "000000");
}

/** Blobs with what they say, and blobs to be refused, each with the reason. */
export function vocabularyVectors(): unknown {
  return {
    valid: Object.entries(VOCABULARIES).map(([name, vocabulary]) => ({
      name,
      vocabulary,
      blob: encodeVocabulary(vocabulary),
    })),
    invalid: invalid(),
  };
}
