/** Whether two models read the prompt alike. */
import type { Rule } from "../rule.ts";
import { synonymsIn } from "../synonyms.ts";

const PROSE =
  /\b(in your own words|explain\w*|describ\w*|descriptions?|sentences?|paragraphs?|reason(s|ing)?|justif\w*|essays?|prose|poems?|haikus?|narrat\w*|confidence)\b|\b(write|tell|say) (a|an|us|me|why|how|what)\b/i;

const promptAsksForProse: Rule = {
  name: "prompt-asks-for-prose",
  finds: "texts of the prompt that ask for words, reasons or confidence",
  severity: "warning",
  why: "The answer has no place for it: a model that tries is cut off or refuses, which is no answer; and no two put it alike.",
  figure: { of: "freeText", share: "faultless" },
  find({ core: { subject, measured, states } }) {
    const texts = [subject, measured, ...states.map(([, about]) => about)];
    const asking = texts.find((text) => PROSE.test(text));
    if (asking === undefined) return undefined;
    return {
      saw: `"${asking}" asks for "${PROSE.exec(asking)![0]}".`,
      change: "say what is so, not what to write: the AIs choose a state and a mood, and nothing else",
    };
  },
};

const rangeSaidTwice: Rule = {
  name: "range-said-twice",
  finds: "numbers in a state's text, beside its range",
  severity: "warning",
  why: "The prompt says the range already, in the measure's unit: where the text says another one, models part from the rules.",
  figure: { of: "licence", share: "none", lied: true },
  find({ core: { states } }) {
    const [label, about] = states.find(([, text]) => /\d/.test(text)) ?? [];
    if (about === undefined) return undefined;
    return {
      saw: `The text of "${label}" has a number: "${about}".`,
      change: "leave numbers to the range, and say what the state is like",
    };
  },
};

const namesAlike: Rule = {
  name: "names-alike",
  finds: "states, moods or texts that mean the same",
  severity: "warning",
  why: "Between names that mean the same every model tosses a coin.",
  figure: { of: "bothDoubt", share: "wrong", lied: true },
  find({ core: { states, moods } }) {
    const labels = states.map(([label]) => label);
    const abouts = states.map(([, about]) => about.toLowerCase());
    const same = alikeIn(labels) ?? alikeIn(moods) ?? abouts.find((text, index) => abouts.indexOf(text) < index);
    // A state's own name among the moods says which mood is its own.
    const borrowed = states.find(([label, , mood]) => moods.includes(label) && moods[mood] !== label)?.[0];
    if (same === undefined && borrowed === undefined) return undefined;
    const told = same ?? `the mood "${borrowed}" and the state "${borrowed}", which has another mood`;
    return { saw: `These mean the same: ${told}.`, change: "have names that nobody takes for each other, or fewer" };
  },
};

const moodsOfNoState: Rule = {
  name: "moods-of-no-state",
  finds: "more than one mood that belongs to no state",
  severity: "warning",
  why: "The rules never choose it, so whenever an AI does it overrules them, which only AIs of one mind can.",
  figure: { of: "licence", share: "none", lied: true },
  find({ core: { states, moods } }) {
    const free = moods.filter((_, mood) => !states.some(([, , own]) => own === mood));
    if (free.length < 2) return undefined;
    return {
      saw: `No state has the mood ${free.map((mood) => `"${mood}"`).join(" or ")}.`,
      change: "give each state the mood that anybody would, and keep at most one for the AIs alone",
    };
  },
};

/** As many as five states and six moods, and a little more. */
const MANY = 32;

const manyChoices: Rule = {
  name: "many-choices",
  finds: "more than 32 pairs of state and mood to choose from",
  severity: "warning",
  why: "Each value is one more that a model may say by mistake: the usual day's 5 % a field are of five or six values.",
  figure: { of: "wobble", share: "none", lied: true },
  find({ core: { transitions, moods, states } }) {
    const longest = transitions.toSorted((a, b) => b.length - a.length)[0]!;
    if (longest.length * moods.length <= MANY) return undefined;
    const from = states[transitions.indexOf(longest)]![0];
    return {
      saw: `From "${from}" there are ${longest.length} states and ${moods.length} moods: ${longest.length * moods.length} pairs.`,
      change: "have fewer moods, or let fewer states follow one",
    };
  },
};

const ENDING = /^(s|y|er|est|ed|en|ing|ish|ful|ly|ness)$/;

/** Two names of which one is the other with an ending, or that stand for the same. */
function alikeIn(names: readonly string[]): string | undefined {
  const grown = names.flatMap((stem) =>
    names.filter((name) => name.startsWith(stem) && ENDING.test(name.slice(stem.length))).map((name) => [stem, name]),
  )[0];
  return (grown ?? synonymsIn(names))?.map((name) => `"${name}"`).join(" and ");
}

export const prompt: readonly Rule[] = [promptAsksForProse, rangeSaidTwice, namesAlike, moodsOfNoState, manyChoices];
