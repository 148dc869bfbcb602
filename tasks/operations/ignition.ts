/** Hardhat Ignition without its own terminal: modules are run into a journal, and a journal that a killed process left behind is mended. */
import { HardhatArtifactResolver } from "@nomicfoundation/hardhat-ignition/helpers";
import {
  type DeploymentParameters,
  type DeploymentResult,
  DeploymentResultType,
  type EIP1193Provider,
  type ExecutionEventListener,
  type IgnitionModule,
  deploy,
} from "@nomicfoundation/ignition-core";
import type { ArtifactManager } from "hardhat/types/artifacts";

import { forgetFailures, lostTransaction, mendJournal } from "./journal.ts";

/** Who builds, and where it is written down. */
export interface Builder {
  readonly provider: EIP1193Provider;
  readonly artifacts: ArtifactManager;
  /** Sends everything; an account that the provider signs for. */
  readonly sender: string;
  /** Folder of the journal; undefined for a deployment that nobody goes on with. */
  readonly journal?: string;
  /** Told of every transaction that is confirmed. */
  readonly told?: (transaction: { readonly future: string; readonly hash: string }) => void;
}

/** On a chain that mines at once, looking again soon is cheap. */
const AUTOMINE_POLLING_MS = 20;

/**
 * Runs whatever of a module was not done yet.
 *
 * @returns addresses by the names that the module gives its results
 * @throws Error saying what could not be done; running it again goes on from there
 */
export async function runModule(
  builder: Builder,
  module: IgnitionModule,
  parameters: DeploymentParameters,
): Promise<Readonly<Record<string, string>>> {
  const { provider, artifacts, sender, journal, told } = builder;
  if (journal !== undefined) await forgetFailures(journal, new HardhatArtifactResolver(artifacts));
  const automine = await isAutomined(provider);
  for (;;) {
    try {
      const result = await deploy({
        provider,
        artifactResolver: new HardhatArtifactResolver(artifacts),
        ...(journal !== undefined && { deploymentDir: journal }),
        ignitionModule: module,
        deploymentParameters: parameters,
        accounts: [sender],
        defaultSender: sender,
        executionEventListener: listener(told),
        // As everywhere else in this project a transaction counts from its first block on.
        config: { requiredConfirmations: 1, ...(automine && { blockPollingInterval: AUTOMINE_POLLING_MS }) },
      });
      return addresses(module, result);
    } catch (error) {
      const lost = lostTransaction(error);
      if (lost === undefined || journal === undefined) throw error;
      await mendJournal({ provider, artifacts, journal }, lost);
    }
  }
}

function addresses(module: IgnitionModule, result: DeploymentResult): Record<string, string> {
  if (result.type !== DeploymentResultType.SUCCESSFUL_DEPLOYMENT) throw new Error(failureOf(result));
  const futures = Object.entries(module.results);
  return Object.fromEntries(futures.map(([name, { id }]) => [name, result.contracts[id]!.address]));
}

type Failed = Exclude<DeploymentResult, { type: DeploymentResultType.SUCCESSFUL_DEPLOYMENT }>;

function failureOf(result: Failed): string {
  if (result.type === DeploymentResultType.EXECUTION_ERROR) {
    const { failed, timedOut, held, started } = result;
    const [first] = failed;
    if (first !== undefined) return `${first.futureId} failed: ${first.error}`;
    return `Not finished: ${[...timedOut, ...held].map(({ futureId }) => futureId).join(", ") || started.join(", ")}.`;
  }
  const [[future, [why]]] = Object.entries(result.errors) as [[string, [string]]];
  if (result.type === DeploymentResultType.RECONCILIATION_ERROR)
    return `${future} was deployed in another form than the one asked for now: ${why}`;
  return `${future}: ${why}`;
}

async function isAutomined(provider: EIP1193Provider): Promise<boolean> {
  try {
    return Boolean(await provider.request({ method: "hardhat_getAutomine" }));
  } catch {
    return false;
  }
}

/** Ignition tells of everything; only what cost something matters here. */
function listener(told: Builder["told"]): ExecutionEventListener {
  const heard = {
    transactionConfirm: ({ futureId, hash }: { readonly futureId: string; readonly hash: string }) =>
      told?.({ future: futureId, hash }),
  };
  return new Proxy(heard, {
    get: (target, name) => (name === "transactionConfirm" ? target.transactionConfirm : () => undefined),
  }) as unknown as ExecutionEventListener;
}
