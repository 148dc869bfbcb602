/**
 * Repeats rounds of the laboratory on the real local network: other code (the bundle from the chain), other ways (HTTP, a
 * sandbox a node, signed reports), the same draws. All bytes of all nodes must be the same.
 */
import { decodeTail } from "../../functions-source/content/tail.ts";
import { loadProgram } from "../../functions-source/programs.ts";
import { oracleRequests, parseProgram, parseRequest } from "../../simulations/node/request.ts";
import type { LocalNetwork, RoundReport } from "../../simulations/network/index.ts";
import { defaultLine, deploy } from "../../simulations/studio.ts";
import type { Service } from "../../simulations/world/service.ts";
import { openLocal } from "../local.ts";
import { type Heard, report } from "./don.ts";
import { Nodes, type Observed } from "./node-run.ts";
import { type Day, dayOf, meets, programSubject } from "./program.ts";
import { worldReply } from "./replies.ts";
import { PROGRAM } from "./rows.ts";
import { type Setting, usual } from "./setting.ts";

const FROM = Date.UTC(2015, 0, 1) / 1_000;
const DAY = 86_400;
/** Enough for wobble, faults, errors and confirmations to occur. */
const ROUNDS = 24;
/** More of everything that goes wrong than on a usual day. */
const SETTING: Setting = { ...usual, providerFaults: 0.1, wobble: 0.1, licence: 0.3, gap: 0.1 };

export interface Repeated {
  readonly rounds: number;
  /** Of these, rounds in which honest nodes did not all say the same. */
  readonly apart: number;
  /** LINK that the subscription paid a round. */
  readonly linkARound: number;
}

/** @throws Error on the first byte that differs */
export async function repeatOnNetwork(rounds = ROUNDS): Promise<Repeated> {
  const program = await loadProgram(PROGRAM);
  const nodes = new Nodes(programSubject(program, SETTING.vendors, { count: 0 }));
  const stage = new StagedReplies();
  await using local = await openLocal(SETTING.n, FROM, { stageServices: (own) => stage.servicesOf(own) });
  const { network } = local;
  const { consumer, subscriptionId, works } = await deploy(network, [PROGRAM]);
  const [{ id, bundle }] = works as [(typeof works)[0]];
  await consumer.configure(id, { ...defaultLine, sourceHash: bundle.hash, subscriptionId, confirm: true });
  const balance = async (): Promise<bigint> => {
    const subscription = await network.chainlink.router.getFunction("getSubscription")(subscriptionId);
    return (subscription as { readonly balance: bigint }).balance;
  };
  const before = await balance();
  let [done, apart] = [0, 0];
  for (let day = 0; done < rounds; day++) {
    await network.setTime(FROM + (day + 1) * DAY + program.schedule.settleDelay);
    for (; done < rounds && (await network.automation.tick()).some(({ success }) => success); done++) {
      const expected = await expectedRound(nodes, network, stage, done);
      const [made] = await network.don.answerPending();
      if (hold(made!, expected)) apart++;
      // Past any backoff, so that the next attempt is due.
      await network.setTime(network.time + defaultLine.backoff * 2 ** defaultLine.maxAttempts);
    }
  }
  if (local.world.unexpected.length > 0) throw new Error(`The world has no ${local.world.unexpected[0]!.path}.`);
  return { rounds: done, apart, linkARound: Number(before - (await balance())) / 1e18 / done };
}

/** What the laboratory's nodes say to the request that stands on chain; the world is to serve the same. */
async function expectedRound(
  nodes: Nodes,
  network: LocalNetwork,
  stage: StagedReplies,
  round: number,
): Promise<Observed[]> {
  const tail = await pendingTail(network);
  const { core } = await loadProgram(PROGRAM);
  const fields = decodeTail(tail);
  const day = dayOf(core, fields, network.time);
  const call = { input: String(fields[1]), round: `network ${round}` };
  stage.begin(day, call);
  return Array.from({ length: SETTING.n }, (_, node) => nodes.run(day, tail, SETTING, { ...call, node }));
}

async function pendingTail({ ethers }: LocalNetwork): Promise<string> {
  const topics = [oracleRequests.getEvent("OracleRequest")!.topicHash];
  const log = (await ethers.provider.getLogs({ fromBlock: 0, toBlock: "latest", topics })).at(-1);
  if (log === undefined) throw new Error("The consumer sent no request.");
  return parseProgram(parseRequest(log).payload).bytesArgs[0]!;
}

/** Whether the nodes differed; throws if a node or the DON said something else than in the laboratory. */
function hold({ observations, delivered }: RoundReport, expected: readonly Observed[]): boolean {
  const hex = (text: string): string => `0x${Buffer.from(text).toString("hex")}`;
  const heard = observations.map(({ node, result = "0x", error = "" }): Heard => ({ node, result, error: hex(error) }));
  for (const { node, result, error } of heard) {
    const own = expected[node]!;
    if (result !== own.result || error !== own.error)
      throw new Error(
        `Node ${node} said ${result} ${error} on the network, and ${own.result} ${own.error} in the laboratory.`,
      );
  }
  const { answer = "0x" } = report(heard, SETTING);
  if (delivered?.result !== answer) throw new Error(`The DON delivered ${delivered?.result}, not ${answer}.`);
  return new Set(heard.map(({ result, error }) => result + error)).size > 1;
}

/** Services of a world that answer what the laboratory draws for the round. */
class StagedReplies {
  #day: Day | undefined;
  #call = { input: "", round: "" };
  readonly #asked = new Map<string, number>();

  begin(day: Day, call: { input: string; round: string }): void {
    this.#day = day;
    this.#call = call;
    this.#asked.clear();
  }

  servicesOf(own: readonly Service[]): Service[] {
    return own.map((service) => ({
      ...service,
      answer: (request, context) => {
        const day = this.#day;
        if (day === undefined) return service.answer(request, context);
        const key = `${request.node}|${service.name}`;
        const before = this.#asked.get(key) ?? 0;
        this.#asked.set(key, before + 1);
        const asked = { service: service.name, before };
        const met = meets(day, asked, SETTING, { ...this.#call, node: request.node });
        return worldReply(service, met, () => {
          const reply = service.answer(request, context);
          if (reply instanceof Promise) throw new Error("Only a backend of one's own answers later.");
          return reply;
        });
      },
    }));
  }
}
