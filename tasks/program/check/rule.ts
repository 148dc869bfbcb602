/** What a rule is, and what it says. */
import type { Figure } from "./figures.ts";
import type { Subject } from "./subject.ts";

/** `critical`: nodes will not settle periods, or will settle them wrongly as a rule. `warning`: less often than they could. */
export type Severity = "warning" | "critical";

/** What a rule saw in this program, and what to change. */
export interface Told {
  readonly saw: string;
  readonly change: string;
}

export interface Rule {
  /** Stable, for scripts: `one-vendor`. */
  readonly name: string;
  /** What it finds, as docs/agreement.md lists it. */
  readonly finds: string;
  readonly severity: Severity;
  /** Why it matters, one sentence; the figure stands behind it. */
  readonly why: string;
  readonly figure: Figure;
  /** What has to be known; without it the rule looks at nothing. */
  readonly needs?: "sample" | "deployed";
  /** Pure: all that it knows is the subject. */
  readonly find: (subject: Subject) => Told | undefined;
}
