/** `npm run bench`: measures everything in one run, side by side with what it is compared with, and holds it to the bars. */
import { mkdir, writeFile } from "node:fs/promises";

import { buildContracts } from "../simulations/build.ts";
import { type Stage, openStage } from "./stage.ts";
import { holds } from "./bars.ts";
import { callbacksByListeners, dearestCallbacks, listenedCallbacks, worstCallbacks } from "./callbacks.ts";
import { ComparableDeployer, compileComparable } from "./chainlink.ts";
import { measureDaily } from "./daily.ts";
import { runBench } from "./command.ts";
import { growthByEvolutions, growthByTokens } from "./growth.ts";
import { SECRETS_REFERENCE, encodedRequestGas, exampleRequestGas, requestGas, storedRequestGas } from "./requests.ts";
import { measureRounds } from "./rounds.ts";
import { bundleSizes, contractSizes } from "./sizes.ts";
import { requestsBySize } from "./source-sizes.ts";
import { type Figures, figureTable } from "./table.ts";
import { largestUris } from "./token-uris.ts";

const OUT = "out";
/** Lengths of source text. */
const [SHORT, LONG] = [5_120, 6_000];

const NOTES = `Requests: Router and Coordinator built with solc 0.8.37, 1,000 runs, cancun, as
for the bars (0.8.28 there). ".solc0819": the production build, some 20,000 gas
dearer for every consumer alike. Each request is answered before the next one.
tokenURI: as another contract's call. Rounds: medians of one run, side by side.`;

/** Gas of requests of all consumers on one build of the Chainlink contracts. */
async function requestFigures(stage: Stage): Promise<Figures> {
  const short = await requestGas(stage, SHORT);
  const starterKit = await storedRequestGas(stage);
  const encoder = await encodedRequestGas(stage, SHORT);
  return {
    [SHORT]: short,
    [LONG]: await requestGas(stage, LONG),
    [`${SHORT}.secrets`]: await requestGas(stage, SHORT, SECRETS_REFERENCE),
    [`${SHORT}.starterKit`]: starterKit,
    [`${SHORT}.encoder`]: encoder,
    [`${SHORT}.example`]: await exampleRequestGas(stage, SHORT),
  };
}

async function requests(): Promise<Figures> {
  const compilation = compileComparable();
  await using comparable = await openStage((ethers, signer) => new ComparableDeployer(compilation, ethers, signer));
  const figures = named("request.gas.", {
    ...(await requestFigures(comparable)),
    ...(await requestsBySize(comparable)),
  });
  await using production = await openStage();
  const sameInProduction = await requestFigures(production);
  return {
    ...figures,
    ...Object.fromEntries(Object.entries(sameInProduction).map(([name, gas]) => [`request.gas.${name}.solc0819`, gas])),
  };
}

async function callbacks(): Promise<Figures> {
  const { hold, evolve } = await dearestCallbacks();
  const listened = Math.max(...(await listenedCallbacks()));
  const branches = { ...(await worstCallbacks()), "evolve.listeners": listened };
  const worst = Math.max(evolve, hold, ...Object.values(branches));
  const listeners = named("evolve.listeners.", await callbacksByListeners());
  return named("callback.gas.", { hold, evolve, worst, ...branchNames(branches), ...listeners });
}

const branchNames = (branches: Figures): Figures =>
  Object.fromEntries(Object.entries(branches).map(([name, gas]) => [`worst.${name}`, gas]));

async function sizes(): Promise<Figures> {
  const contracts = await contractSizes();
  return {
    ...named("bundle.bytes.", await bundleSizes()),
    "contract.bytes.max": Math.max(...Object.values(contracts)),
    ...named("contract.bytes.", contracts),
  };
}

async function tokenUris(): Promise<Figures> {
  const { gas, bytes } = await largestUris();
  return { "tokenURI.gas.max": gas, "tokenURI.bytes.max": bytes };
}

async function growth(): Promise<Figures> {
  return {
    ...named("growth.tokens.", await growthByTokens()),
    ...named("growth.evolutions.", await growthByEvolutions()),
  };
}

async function rounds(): Promise<Figures> {
  const { perSecond, toolkitPerSecond, requests } = await measureRounds();
  return {
    "rounds.perSecond": perSecond,
    "rounds.perSecond.toolkit": toolkitPerSecond,
    "rounds.ratioToToolkit": perSecond / toolkitPerSecond,
    "rounds.httpRequestsPerNode": requests,
  };
}

async function daily(): Promise<Figures> {
  const { seconds, evolutions } = await measureDaily();
  return { "daily1461.seconds": seconds, "daily1461.evolutions": evolutions };
}

const named = (prefix: string, figures: Figures): Figures =>
  Object.fromEntries(Object.entries(figures).map(([name, figure]) => [prefix + name, figure]));

const PARTS: readonly (readonly [what: string, measure: () => Promise<Figures>])[] = [
  ["requests, on two builds of the Chainlink contracts", requests],
  ["callbacks, every branch", callbacks],
  ["sizes of bundles and contracts", sizes],
  ["tokenURI over programs, states, rungs and seeds", tokenUris],
  ["growth with tokens and with evolutions", growth],
  ["DON rounds, ours and the toolkit's", rounds],
  ["four years of days through the whole chain of contracts", daily],
];

async function main(): Promise<boolean> {
  await buildContracts((line) => process.stderr.write(`${line}\n`));
  const figures: Record<string, number> = {};
  for (const [index, [what, measure]] of PARTS.entries()) {
    process.stderr.write(`${index + 1}/${PARTS.length} ${what}\n`);
    Object.assign(figures, await measure());
  }
  await mkdir(OUT, { recursive: true });
  await writeFile(`${OUT}/bench.json`, `${JSON.stringify(figures, null, 2)}\n`);
  const missed = Object.entries(figures).filter(([name, figure]) => !holds(name, figure));
  console.log(`\n${figureTable(figures)}\n\n${NOTES}\n\n${OUT}/bench.json`);
  console.log(missed.length === 0 ? "Every bar is held." : `Missed: ${missed.map(([name]) => name).join(", ")}.`);
  return missed.length === 0;
}

await runBench("npm run bench", main);
