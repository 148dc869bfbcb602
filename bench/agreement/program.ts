/** A program as a subject: its own evolve, on days on which a faultless run evolves. */
import { accord } from "../../functions-source/ai/accord.ts";
import { inTurn } from "../../functions-source/ai/inTurn.ts";
import { mistral } from "../../functions-source/ai/mistral.ts";
import { openai } from "../../functions-source/ai/openai.ts";
import { type Answer, tryDecodeAnswer } from "../../functions-source/content/answer.ts";
import { type TailFields, encodeTail } from "../../functions-source/content/tail.ts";
import { evolve } from "../../functions-source/evolve.ts";
import { EVOLVE, NO_STATE } from "../../functions-source/limits.ts";
import type { Core, Program } from "../../functions-source/program.ts";
import { MOOD } from "../../functions-source/traits.ts";
import { dayOfDate } from "../../simulations/world/days.ts";
import { AI_NAMES, type Fields, fails, isLate, judgement } from "./judgement.ts";
import { Nodes } from "./node-run.ts";
import { AS_IT_IS, FAILING, TOO_LATE, reply, serviceOf } from "./replies.ts";
import { type Setting, type Vendors, usual } from "./setting.ts";
import type { Asked, Call, Input, Subject } from "./subject.ts";

/** A period with what the rules would choose. */
export interface Day extends Input {
  readonly fields: Fields;
}

/** Which days of the world a row goes through. */
export interface Days {
  /** How many. */
  readonly count: number;
  /** The first one, as days since 1970-01-01. */
  readonly from: bigint;
  /** Also those on which a faultless run holds or ends in an error. */
  readonly every: boolean;
}

/** Rows go through them again and again; what is drawn for them is new each time. From 2012-01-02, the second day of the world's shortest record. */
const DAYS: Days = { count: 200, from: 15_341n, every: false };
/** Where a program's days begin otherwise: the made-up price is of today's size, so a quantum in cents is about as coarse as in earnest. */
const FROM: Readonly<Record<string, bigint>> = { bitcoin: BigInt(dayOfDate(2025, 1, 1)) };
const PROGRAM = 1n;
/** Whatever they are, the stand-ins take them. */
const KEYS = { openaiKey: "sk-laboratory", mistralKey: "mistral-laboratory" };

/** The program with the row's way to hear AIs. */
export function coreFor(core: Core, vendors: Vendors): Core {
  if (vendors === "two and rules") return core;
  if (vendors === "accord") return { ...core, decide: accord([openai, mistral]) };
  return { ...core, decide: inTurn(vendors === "one" ? [openai] : [openai, mistral]) };
}

export function programSubject(program: Program, vendors: Vendors, days: Partial<Days> = {}): Subject {
  const from = FROM[program.core.name];
  const since = from === undefined ? {} : { from };
  return { ...subjectOf(coreFor(program.core, vendors)), inputs: inputsOf(program, { ...DAYS, ...since, ...days }) };
}

function subjectOf(core: Core, secrets: Record<string, string> = KEYS): Subject {
  return { inputs: [], start: (tail) => evolve(core, tail, secrets), serviceOf, meets, reply };
}

/** What a request of a run of this day meets. */
export function meets(input: Input, asked: Asked, setting: Setting, call: Call): string {
  if (fails(asked, setting, call)) return FAILING;
  if (!AI_NAMES.includes(asked.service)) return AS_IT_IS;
  return isLate(setting, call) ? TOO_LATE : judgement((input as Day).fields, asked, setting, call);
}

/** The day that a tail asks about, with what the rules would choose; no fields when they would choose nothing, in a HOLD. */
export function dayOf(core: Core, tail: TailFields, now: number): Day & { readonly answer: Answer } {
  const day = dayAt(tail, now);
  const call = { input: "", round: "", node: 0 };
  const calm = { ...usual, providerFaults: 0 };
  const { result, error } = new Nodes(subjectOf(core, {})).run(day, day.tail(), calm, call);
  if (error !== "0x")
    throw new Error(`Period ${tail[1]} has no faultless answer: ${Buffer.from(error.slice(2), "hex").toString()}.`);
  const answer = tryDecodeAnswer(Buffer.from(result.slice(2), "hex"))!;
  return { ...day, answer, fields: answer.kind === EVOLVE ? fieldsOf(core, answer, Number(tail[4])) : {} };
}

function dayAt(tail: TailFields, now: number): Day {
  const withCandidate = (candidate: bigint): string => encodeTail(tail.with(6, candidate) as unknown as TailFields);
  return { period: tail[1], now, fields: {}, tail: (candidate = "0x0") => withCandidate(BigInt(candidate)) };
}

function fieldsOf({ states, moods, transitions, presetState }: Core, answer: Answer, lastState: number): Fields {
  const allowed = transitions[lastState === NO_STATE ? presetState : lastState]!;
  const mood = Number((answer.traits >> BigInt(MOOD.offset)) & ((1n << BigInt(MOOD.width)) - 1n));
  return {
    state: { terms: allowed.map((state) => states[state]![0]), ruled: states[answer.state]![0] },
    mood: { terms: moods, ruled: moods[mood]! },
  };
}

function inputsOf({ core, schedule }: Program, { count, from, every }: Days): Day[] {
  const inputs: Day[] = [];
  let last: readonly [state: bigint, reading: bigint] = [BigInt(NO_STATE), 0n];
  for (let period = from; inputs.length < count; period++) {
    const end = (period + 1n) * BigInt(schedule.periodLength);
    const tail: TailFields = [PROGRAM, period, end, 1n, ...last, 0n, 0n];
    const now = Number(end) + schedule.settleDelay;
    const { answer, ...day } = every ? orNothing(core, tail, now) : dayOf(core, tail, now);
    if (every || answer?.kind === EVOLVE) inputs.push(day);
    if (answer?.kind === EVOLVE) last = [BigInt(answer.state), answer.reading];
  }
  return inputs;
}

/**
 * As {@link dayOf}, on a day without a faultless answer, too. On a day of a HOLD a node with another reading may ask AIs
 * nevertheless: they are inclined to what the rules would choose if there were no threshold.
 */
function orNothing(core: Core, tail: TailFields, now: number): Day & { readonly answer?: Answer } {
  try {
    return { ...dayOf(core, tail, now), fields: dayOf({ ...core, threshold: 0n }, tail, now).fields };
  } catch {
    return dayAt(tail, now);
  }
}

/** Where the rules' choices stand in their lists, input by input. */
export function placesOf(inputs: readonly Input[]): { ruled: number; size: number }[][] {
  return (inputs as readonly Day[]).map(({ fields }) =>
    Object.values(fields).map(({ terms, ruled }) => ({ ruled: terms.indexOf(ruled), size: terms.length })),
  );
}
