/** A program's collection and its tokens. */
import type { ImagoCollection } from "../../types/ethers-contracts/index.ts";
import { counted } from "../common/duration.ts";
import { TaskFailure, wrongInput } from "../common/failure.ts";
import { type Studio, collectionOf, command, deployedProgram } from "../common/studio.ts";
import { refusalOf } from "../operations/refusal.ts";
import { requireName } from "../program/arguments.ts";

export interface Token {
  readonly name: string;
  /** The program's, in the ledger. */
  readonly program: number;
  readonly collection: ImagoCollection;
  readonly id: bigint;
  readonly owner: string;
}

/** @throws TaskFailure when no such program is deployed */
export function openCollection(studio: Studio, name: string): Promise<ImagoCollection> {
  return collectionOf(studio, deployedProgram(studio, requireName(studio, name)));
}

/** @throws TaskFailure when there is no such token, saying which there are */
export async function requireToken(studio: Studio, name: string, text: string): Promise<Token> {
  const collection = await openCollection(studio, name);
  const { chain } = studio;
  if (!/^\d{1,10}$/.test(text))
    throw wrongInput(
      text === "" ? "Which token? Say its number." : `"${text}" is no token's number; tokens count from 1.`,
      command(chain, `token show ${name} 1`),
    );
  const id = BigInt(text);
  const { id: program } = deployedProgram(studio, name);
  try {
    return { name, program, collection, id, owner: await collection.ownerOf(id) };
  } catch (error) {
    if (refusalOf(error, collection)?.name !== "ERC721NonexistentToken") throw error;
    throw new TaskFailure(`There is no token ${id}: ${name} has ${counted(await collection.totalSupply(), "token")}.`, {
      cause: error,
      remedy: command(chain, `token mint ${name}`),
    });
  }
}
