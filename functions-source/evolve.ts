import type { Secrets } from "./ai/ai.ts";
import { toHear } from "./ai/hear.ts";
import type { Budget } from "./budget.ts";
import { type AnswerFields, encodeAnswer } from "./content/answer.ts";
import { toDocument } from "./content/document.ts";
import { toBytes } from "./content/hex.ts";
import { decodeTail } from "./content/tail.ts";
import { magnitude, quantise } from "./decimal.ts";
import { sha256, type Run } from "./effects.ts";
import { fail } from "./errors.ts";
import { BY_MODEL, BY_RULES, DAY, EVOLVE, HOLD } from "./limits.ts";
import { observe } from "./observe.ts";
import type { Core } from "./program.ts";
import { promptOf } from "./prompt.ts";
import { decideByRules } from "./rules.ts";
import { traitsOf } from "./traits.ts";

/**
 * One run of a program: reads the world as of the end of a closed period and answers EVOLVE or HOLD in 128 bytes.
 *
 * It is pure: whatever it needs from outside it yields as an effect, so that equal replies give equal bytes under every
 * clock, time zone and locale. In a confirmation round it vouches for the candidate by giving the same header and
 * reading, or fails with `CANDIDATE`.
 *
 * @param tail `bytesArgs[0]`: `0x` and 106 bytes
 */
export function* evolve(core: Core, tail: string | undefined, secrets: Secrets): Run<Uint8Array> {
  const [id, period, periodEnd, version, lastState, lastReading, candidate, interactions] = decodeTail(tail);
  // NO_STATE as the tail has it, a bigint, which is as good an index as a number.
  const first = lastState === 255n;
  const from = (first ? core.presetState : lastState) as number;
  const [label] = core.states[from] ?? fail("BAD_ARGS", "state");
  const budget: Budget = { spent: 0 };
  const day = Number(periodEnd) - DAY;
  const reading = quantise(yield* observe(core, budget, day), core.quantum);
  const prompt = promptOf(core);
  const promptDigest = yield* sha256(prompt);
  // HOLD: the last evolution's reading, so that all of a period are the same bytes.
  let head: AnswerFields[number][] = [HOLD, 0, 0, 0, 0];
  let shown = lastReading;
  let digest: AnswerFields[number] = 0;
  if (first || magnitude(core.moved(reading, lastReading)) >= core.threshold) {
    const measure = core.measure(reading, lastReading, interactions);
    const allowed = core.transitions[from]!;
    const ruled = decideByRules(core.states, allowed, measure);
    // A list of nothing is an empty text.
    const asked = `{"from":"${label}","measure":${measure},"reading":${reading}${[budget.told]}}`;
    const byModel = yield* core.decide(toHear(core, budget, secrets, allowed, prompt, asked), budget, secrets, ruled);
    const [members, ...values] = traitsOf(core, byModel ?? ruled, day);
    head = [EVOLVE, byModel ? BY_MODEL : BY_RULES, ...values];
    shown = reading;
    digest = yield* sha256(
      toDocument({
        ...members,
        decider: byModel ? "model" : "rules",
        period,
        periodEnd,
        program: core.name,
        promptDigest,
        reading,
        schema: "imago/1",
      }),
    );
  }
  const answer = encodeAnswer([
    ...head,
    period,
    id,
    version,
    0,
    shown,
    digest,
    promptDigest,
  ] as unknown as AnswerFields);
  if (candidate && BigInt("0x" + answer.slice(0, 128)) !== candidate) fail("CANDIDATE", answer.slice(2, 8));
  return toBytes(answer);
}
