/** What is put to the test: a program, or the way that a public sample goes about it. */
import type { HttpRequest, Run, Settled } from "../../functions-source/effects.ts";
import type { Setting } from "./setting.ts";

/** Which run this is; what is drawn for a run depends on nothing else. */
export interface Call {
  /** What distinguishes a period from others: all its nodes and attempts share the AIs' steady choices. */
  readonly input: string;
  /** What distinguishes the rounds of a period. */
  readonly round: string;
  readonly node: number;
}

/** One of the requests that a run has made. */
export interface Asked {
  /** Name of the service that is asked. */
  readonly service: string;
  /** How many requests the run made to it before. */
  readonly before: number;
}

/** A closed period that a node is asked about. */
export interface Input {
  readonly period: bigint;
  /** When nodes are asked: unix seconds. */
  readonly now: number;
  /** Its tail, with the candidate's header and reading if there is one. */
  tail(candidate?: string): string;
}

export interface Subject {
  readonly inputs: readonly Input[];
  start(tail: string): Run<Uint8Array>;
  serviceOf(request: HttpRequest): { readonly name: string; readonly isAi: boolean };
  /** What this request meets, drawn from the call, in few characters: equal ones get equal replies. */
  meets(input: Input, asked: Asked, setting: Setting, call: Call): string;
  reply(input: Input, request: HttpRequest, met: string): Settled;
}
