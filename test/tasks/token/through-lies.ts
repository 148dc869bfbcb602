/** Runs the verification through a node that lies, and reads what it names. */
import { expect } from "chai";
import { AbiCoder, type BaseContract, type Result } from "ethers";

import type { Deployed, Ground } from "../program/ground.ts";
import { type Ended, hardhatAt, runTask } from "../studio.ts";
import { type Lie, startLyingNode } from "./lying-node.ts";

export const NAME = { name: "sp500", id: "1" };

/** What a failed verification names. */
export function subjects({ stderr, exitCode, stdout }: Ended): string[] {
  expect(exitCode, stdout).to.equal(1);
  expect(stdout, stderr).to.contain("Nothing is proven while something above does not hold.");
  expect(stderr).to.match(/^ {2}try: ask another node of this chain/m);
  const named = /^error: \d+ things? did not hold: (.*)\.$/m.exec(stderr);
  expect(named, stderr).to.not.equal(null);
  return named![1]!.split(", ");
}

export type Change = (truth: readonly unknown[]) => readonly unknown[];

/** Runs the verification through a node that lies about one view, and sees what it names. */
export async function lied(ground: Ground, method: string, change: Change, named: readonly string[]): Promise<void> {
  expect(subjects(await through(ground, await lieAbout(ground, method, change)))).to.have.members([...named]);
}

export async function lieAbout(ground: Ground, method: string, change: Change): Promise<Lie> {
  const contract = contractWith(await ground.deployed(), method);
  const fragment = contract.interface.getFunction(method)!;
  return (call, truth) => {
    const [transaction] = call.params as readonly [{ readonly to?: string; readonly data?: string }];
    if (call.method !== "eth_call" || !transaction.data?.startsWith(fragment.selector)) return truth;
    const decoded = contract.interface.decodeFunctionResult(fragment, truth as string);
    return AbiCoder.defaultAbiCoder().encode(fragment.outputs, [...change([...decoded])]);
  };
}

function contractWith({ ledger, consumer, collection }: Deployed, method: string): BaseContract {
  return [ledger, consumer, collection].find((each) => (each as BaseContract).interface.hasFunction(method))!;
}

export async function through(ground: Ground, lie: Lie): Promise<Ended> {
  await using node = await startLyingNode(ground.url, lie);
  const hre = await hardhatAt(node.url, ground.hre.config.paths.ignition);
  return await runTask(hre, "token verify", NAME);
}

/** A struct's fields, all levels. */
export function fields(struct: unknown): Record<string, unknown> {
  return (struct as Result).toObject(true);
}
