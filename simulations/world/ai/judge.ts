import { hash32 } from "../hash.ts";
import { type Prompt, type PromptState, readPrompt } from "./prompt.ts";
import { choicesOf, type JsonSchema } from "./schema.ts";
import { judgeTitles } from "./titles.ts";

/** What an AI vendor's request boils down to. */
export interface AiTask {
  readonly system: string;
  readonly user: string;
  readonly schema: JsonSchema;
}

/**
 * The scripted stand-in's judgement, a pure function of the request's bytes. The state is the one whose range holds the
 * measure or lies nearest to it; the mood follows from where among all ranges the measure lies; the energy from how far off
 * their middle that is, and from how many states it moved. Where the message quotes titles, state and mood are theirs: see
 * `titles.ts`. A prompt that it cannot read it answers by a hash of the prompt,
 * still within the schema.
 */
export function judge(task: AiTask): unknown {
  const prompt = readPrompt(task.system, task.user);
  return answerObject(task.schema, prompt, `${task.system}\n${task.user}`);
}

function answerObject(schema: JsonSchema, prompt: Prompt | undefined, bytes: string): Record<string, unknown> {
  const place = prompt && placeOf(prompt, allowedStates(schema, prompt));
  const members = Object.entries(schema.properties ?? {}).map(([name, child]): [string, unknown] => {
    if (child.type === "object") return [name, answerObject(child, prompt, `${bytes}\n${name}`)];
    const choices = choicesOf(name, child);
    if (prompt === undefined || place === undefined)
      return [name, choices[hash32(`${bytes}\n${name}`) % choices.length]];
    if (name === "state") return [name, place.state.name];
    return [name, pick(inPromptOrder(choices, prompt.lists[name]), name === "energy" ? place.energy : place.mood)];
  });
  return Object.fromEntries(members);
}

function allowedStates(schema: JsonSchema, prompt: Prompt): readonly PromptState[] {
  const choices = schema.properties?.state === undefined ? undefined : choicesOf("state", schema.properties.state);
  return prompt.states.filter(({ name }) => choices === undefined || choices.includes(name));
}

/** How far the reading may lean the mood, as a part of the list of moods. */
const LEAN = 0.12;

/** The state judged right and, as fractions in [0, 1], what mood and energy follow from. */
interface Place {
  readonly state: PromptState;
  readonly mood: number;
  readonly energy: number;
}

function placeOf(prompt: Prompt, states: readonly PromptState[]): Place | undefined {
  const { measure, reading, from } = prompt;
  const nearest = states.toSorted((a, b) => distance(a, measure) - distance(b, measure));
  const told = prompt.titles.length === 0 ? undefined : judgeTitles(prompt, nearest);
  const state = told?.state ?? nearest[0];
  if (state === undefined) return undefined;
  const [target, origin] = [state.name, from].map((name) => prompt.states.findIndex((other) => other.name === name));
  const position = ((target ?? 0) + positionIn(state, measure, typicalWidth(states))) / prompt.states.length;
  const steps = origin === undefined || origin < 0 ? 0 : Math.abs((target ?? 0) - origin);
  const moved = steps / Math.max(1, prompt.states.length - 1);
  // The reading's residue leans the mood to either side, so that equal measures at different levels do not all look alike.
  const lean = ((((reading % 3) + 3) % 3) - 1) * LEAN;
  return {
    state,
    mood: told?.mood ?? clamp(position + lean),
    energy: clamp(0.6 * Math.abs(2 * position - 1) + 0.5 * moved),
  };
}

function distance({ low, high }: PromptState, measure: number): number {
  return Math.max(0, low - measure, measure - high);
}

/** Where in a range a measure lies, 0 at its low end and 1 at its high end; open ends are approached, never reached. */
function positionIn({ low, high }: PromptState, measure: number, width: number): number {
  if (Number.isFinite(low) && Number.isFinite(high)) return high === low ? 0.5 : clamp((measure - low) / (high - low));
  const beyond = (edge: number) => Math.abs(measure - edge) / (Math.abs(measure - edge) + width);
  if (Number.isFinite(low)) return measure <= low ? 0 : beyond(low);
  if (Number.isFinite(high)) return measure >= high ? 1 : 1 - beyond(high);
  return 0.5;
}

function typicalWidth(states: readonly PromptState[]): number {
  const widths = states.map(({ low, high }) => high - low).filter((width) => Number.isFinite(width) && width > 0);
  return widths.length === 0 ? 1 : Math.min(...widths);
}

function inPromptOrder(choices: readonly unknown[], list: readonly string[] | undefined): readonly unknown[] {
  const known = list?.filter((value) => choices.includes(value)) ?? [];
  return known.length === 0 ? choices : known;
}

function pick(choices: readonly unknown[], fraction: number): unknown {
  return choices[Math.min(choices.length - 1, Math.floor(fraction * choices.length))];
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}
