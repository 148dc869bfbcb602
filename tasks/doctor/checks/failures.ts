import { type Check, type Finding, critical, warning } from "../finding.ts";
import type { FailureReading } from "../reading/reading.ts";
import { eachProgram } from "./programs.ts";

const KINDS = {
  errored: { name: "answers-errored", what: "the DON answered with an error" },
  rejected: { name: "answers-rejected", what: "the ledger refused an answer" },
  "request-failed": { name: "requests-failed", what: "a request could not be sent" },
  "ledger-failed": { name: "ledger-failed", what: "the ledger itself failed, which it never should," },
  "candidate-dropped": { name: "candidates-dropped", what: "a candidate was not confirmed" },
} as const satisfies Record<FailureReading["kind"], { name: string; what: string }>;

/** One period that a later attempt settled is what attempts are for. */
const TOLERATED_PERIODS = 1;

/** Failures of the last periods by kind and reason. */
export const failures: Check = {
  about: "failures",
  needsDeployment: true,
  find: eachProgram(({ name, failures: all }, { periods }) =>
    (Object.keys(KINDS) as FailureReading["kind"][]).flatMap((kind) => {
      const some = all.filter((failure) => failure.kind === kind);
      return isNormal(some) ? [] : [told(name, kind, some, periods)];
    }),
  ),
};

function isNormal(failures: readonly FailureReading[]): boolean {
  const hit = new Set(failures.map(({ period }) => period));
  return hit.size <= TOLERATED_PERIODS && failures.every(({ healed, kind }) => healed && kind !== "ledger-failed");
}

function told(
  program: string,
  kind: FailureReading["kind"],
  some: readonly FailureReading[],
  periods: number,
): Finding {
  const { name, what } = KINDS[kind];
  const hit = new Set(some.map(({ period }) => period)).size;
  const within = periods === 1 ? "in the last period" : `in ${hit} of the last ${periods} periods`;
  const sentence = `${program}: ${what} ${within} (${byReason(some)}).`;
  const severity = kind === "ledger-failed" ? critical : warning;
  return severity({ name, program, sentence, remedy: `evolution status ${program}` });
}

/** `FEED_QUORUM 3, CANDIDATE 1`: the most frequent first. */
function byReason(some: readonly FailureReading[]): string {
  const counts = new Map<string, number>();
  for (const { reason } of some) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .sort(([a, more], [b, less]) => less - more || (a < b ? -1 : 1))
    .map(([reason, count]) => `${reason} ${count}`)
    .join(", ");
}
