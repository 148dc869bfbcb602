import { inTurn, vote } from "./functions-source/ai/decide.ts";
import { anthropic } from "./functions-source/ai/anthropic.ts";
import { openai } from "./functions-source/ai/openai.ts";
import bitcoin from "./functions-source/programs/bitcoin.ts";
import { inputsOf, measure } from "./bench/agreement/measure.ts";
import { usual, type Setting } from "./bench/agreement/setting.ts";
const N = Number(process.argv[2] ?? 600);
for (const voices of ["one","two","three"] as const) {
  const program = { ...bitcoin, core: { ...bitcoin.core, decide: voices === "three" ? vote([openai, anthropic]) : inTurn([openai, anthropic]) } };
  const inputs = inputsOf(program, voices, 1500);
  for (const liars of [0,1]) for (const confirmation of [false,true]) for (const borderline of [0, .1]) {
    const s: Setting = { ...usual, voices, liars, confirmation, borderline };
    const t = performance.now();
    const r = measure(program, s, inputs, N);
    console.log(JSON.stringify([voices, inputs.length, `liars=${liars} conf=${confirmation} border=${borderline}`, Object.fromEntries(["allEqual","faultless","singleNode","wrong","none","aiCalls"].map(k => [k, +((r as any)[k]).toFixed(4)])), Math.round(performance.now()-t)+"ms"]));
  }
}
