/** Every place on chain that says what the nodes run of a program. */
import { keccak256, toUtf8Bytes } from "ethers";

import { oracleRequests, parseProgram, parseRequest } from "../../simulations/node/request.ts";
import { type Studio, deployedProgram } from "../common/studio.ts";

/** What one place says, and where it is. */
export interface Finding {
  readonly place: string;
  /** keccak-256 of the source, or undefined where none stands */
  readonly hash: string | undefined;
}

/**
 * What the terms commit to, what the consumer asks for and holds, and what the last request carried, if there was one.
 *
 * @throws TaskFailure for a program that is not deployed
 */
export async function findSources(studio: Studio, name: string): Promise<Finding[]> {
  const { ledger, consumer } = studio;
  const { id } = deployedProgram(studio, name);
  const version = await ledger.versionOf(id);
  const [{ sourceHash }, { config }] = await Promise.all([ledger.termsOf(id, version), consumer.configOf(id)]);
  const stored = await consumer.sourceOf(config.sourceHash).catch(() => undefined);
  const request = await lastRequest(studio, id);
  return [
    { place: `terms of version ${version} (ledger)`, hash: sourceHash },
    { place: "asked for from now on (consumer)", hash: config.sourceHash },
    { place: "stored text (consumer)", hash: stored === undefined ? undefined : hashOf(stored) },
    ...(request === undefined
      ? []
      : [{ place: `last request (block ${request.block})`, hash: hashOf(request.source) }]),
  ];
}

async function lastRequest({ consumer, chain, record, services }: Studio, program: number) {
  const made = await consumer.queryFilter(consumer.filters.RequestMade(program), record.startBlock);
  const last = made.at(-1);
  if (last === undefined) return undefined;
  const { topicHash } = oracleRequests.getEvent("OracleRequest")!;
  const logs = await chain.ethers.provider.getLogs({
    address: await services.coordinator.getAddress(),
    topics: [topicHash, last.args.requestId],
    fromBlock: last.blockNumber,
    toBlock: last.blockNumber,
  });
  const [log] = logs;
  return log && { block: last.blockNumber, source: parseProgram(parseRequest(log).payload).source };
}

const hashOf = (source: string): string => keccak256(toUtf8Bytes(source));
