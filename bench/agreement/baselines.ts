/**
 * Three ways in which public samples ask a DON for a living token, without this project's care: their bytes follow
 * whatever differs between nodes.
 */
import { sha256, type HttpRequest, type Run, type Settled } from "../../functions-source/effects.ts";
import { toBytes } from "../../functions-source/content/hex.ts";
import { deviationOf, hash32 } from "../../simulations/world/hash.ts";
import { type Fields, fails, judgement } from "./judgement.ts";
import { CALM } from "./live-rounds.ts";
import { FAILING } from "./replies.ts";
import type { Subject, Input } from "./subject.ts";

export type BaselineName = "hash of free text" | "current price" | "long JSON";

const DAYS = 200;
const AI_URL = "https://api.openai.com/v1/chat/completions";
const PRICE_URL = "https://api.coinbase.com/v2/prices/BTC-USD/spot";
/** Words of a paragraph, each of which a model may choose otherwise, and fields of a long JSON. */
const WORDS = 40;
const FIELDS = 12;
/** Hundredths of a basis point that a price moves within the seconds in which nodes ask. */
const DRIFT = 200;

export const BASELINES: Readonly<Record<BaselineName, () => Subject>> = {
  "hash of free text": () => aiSubject(WORDS, 4, "Describe the token's new mood in one paragraph."),
  "current price": priceSubject,
  "long JSON": () => aiSubject(FIELDS, 5, "Answer with JSON of all twelve traits."),
};

const inputs: readonly Input[] = Array.from({ length: DAYS }, (_, day) => ({
  period: BigInt(day),
  now: day,
  tail: () => String(day),
}));

/** Asks one AI, and answers with the hash of whatever it says. */
function aiSubject(count: number, choices: number, prompt: string): Subject {
  const terms = Array.from({ length: choices }, (_, term) => `${term}`);
  const fieldsOf = (day: bigint): Fields =>
    Object.fromEntries(
      Array.from({ length: count }, (_, field) => {
        return [`${field}`, { terms, ruled: terms[hash32(`${day}|${field}`) % choices]! }];
      }),
    );
  return {
    inputs,
    *start(tail) {
      const body = JSON.stringify({ messages: [{ role: "user", content: `${prompt} Day ${tail}.` }] });
      const reply = yield* ask({ url: AI_URL, init: { method: "POST", headers: {}, body } });
      const { choices: answers } = JSON.parse(reply) as { choices: [{ message: { content: string } }] };
      return toBytes((yield* sha256(answers[0].message.content)).slice(2));
    },
    serviceOf: () => ({ name: "openai", isAi: true }),
    meets: ({ period }, asked, setting, call) =>
      fails(asked, setting, call) ? FAILING : judgement(fieldsOf(period), asked, setting, call),
    reply: (_, __, met) => replyOf(met, { choices: [{ message: { content: met } }] }),
  };
}

/** Asks one exchange for the price of the moment, in cents. */
function priceSubject(): Subject {
  return {
    inputs,
    *start() {
      const { data } = JSON.parse(yield* ask({ url: PRICE_URL, init: { headers: {} } })) as {
        data: { amount: string };
      };
      return toBytes(BigInt(data.amount.replace(".", "")).toString(16).padStart(64, "0"));
    },
    serviceOf: () => ({ name: "coinbase", isAi: false }),
    meets({ period }, asked, setting, { round, node, ...call }) {
      if (fails(asked, setting, { round, node, ...call })) return FAILING;
      const cents = 4_000_000 + (hash32(`price|${period}`) % 2_000_000);
      // A faultless node asks at the very end of the period.
      const moved = round === CALM ? 0 : deviationOf(`moment|${round}|${node}`, DRIFT);
      return (Math.round(cents * (1 + moved / 1e6)) / 100).toFixed(2);
    },
    reply: (_, __, met) => replyOf(met, { data: { amount: met, base: "BTC", currency: "USD" } }),
  };
}

function* ask(request: HttpRequest): Run<string> {
  const [reply] = (yield { requests: [request], timeoutMs: 9_000 }) as readonly Settled[];
  if (reply?.[0] !== 200) throw new Error("Request failed");
  return reply[1];
}

const replyOf = (met: string, body: unknown): Settled => (met === FAILING ? [503, ""] : [200, JSON.stringify(body)]);
