/** What is typed after a task's words, read with one clear error. */
import { wrongInput } from "../common/failure.ts";
import { type Studio, command } from "../common/studio.ts";

/** @throws TaskFailure naming the deployed programs when no name was given */
export function requireName({ record, chain }: Pick<Studio, "record" | "chain">, name: string): string {
  if (name !== "") return name;
  const known = Object.keys(record.programs);
  throw wrongInput(
    `Which program? Say its name; deployed: ${known.join(", ") || "none"}.`,
    command(chain, `program show ${known[0] ?? "NAME"}`),
  );
}

/** An option's whole number within bounds. */
export function parseWhole(text: string, option: string, [least, most]: readonly [number, number], unit = ""): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw wrongInput(`${option} ${text} is not from ${least} to ${most}${unit === "" ? "" : ` ${unit}`}.`);
}
