/** All rules on one subject. */
import { exitCodes } from "../../common/failure.ts";
import { type Figure, quoted, sharesOf } from "./figures.ts";
import type { Rule, Severity, Told } from "./rule.ts";
import { rules as all } from "./rules/index.ts";
import type { Subject } from "./subject.ts";

export interface Finding extends Told {
  /** The rule's name. */
  readonly name: string;
  readonly severity: Severity;
  readonly why: string;
  /** The laboratory's figure behind it, in words. */
  readonly laboratory: string;
  readonly figure: Figure & {
    readonly value: number;
    /** The same share of what it is compared with. */
    readonly compared: number;
  };
}

export interface Examination {
  readonly findings: readonly Finding[];
  /** Names of the rules that looked. */
  readonly looked: readonly string[];
  /** Names of those that did not, by what they lack. */
  readonly skipped: Readonly<Record<"sample" | "deployed", readonly string[]>>;
}

/** The worst first; within a severity in the order of the rules. */
export function examine(subject: Subject, rules: readonly Rule[] = all): Examination {
  const lacks = ({ needs }: Rule): boolean => needs !== undefined && subject[needs] === undefined;
  const looking = rules.filter((rule) => !lacks(rule));
  const findings = looking.flatMap((rule) => {
    const told = rule.find(subject);
    const { name, severity, why, figure } = rule;
    if (told === undefined) return [];
    const [value, compared] = sharesOf(figure);
    return [{ name, severity, ...told, why, laboratory: quoted(figure), figure: { ...figure, value, compared } }];
  });
  const without = (need: Rule["needs"]): string[] =>
    rules.filter((rule) => rule.needs === need && lacks(rule)).map(({ name }) => name);
  return {
    findings: [
      ...findings.filter(({ severity }) => severity === "critical"),
      ...findings.filter(({ severity }) => severity === "warning"),
    ],
    looked: looking.map(({ name }) => name),
    skipped: { sample: without("sample"), deployed: without("deployed") },
  };
}

/** As the doctor's: as bad as the worst finding. */
export function exitCodeOf(findings: readonly Finding[]): number {
  if (findings.some(({ severity }) => severity === "critical")) return exitCodes.critical;
  return findings.length > 0 ? exitCodes.warnings : exitCodes.done;
}
