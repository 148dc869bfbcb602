/** Measures rows; subjects are made once and remember their runs. */
import { loadProgram } from "../../functions-source/programs.ts";
import { BASELINES, type BaselineName } from "./baselines.ts";
import { type Cost, costOf } from "./cost.ts";
import { type Row, measure } from "./measure.ts";
import { Nodes } from "./node-run.ts";
import { programSubject } from "./program.ts";
import type { Plan } from "./rows.ts";
import type { Subject } from "./subject.ts";
import { VARIANTS, type VariantName } from "./variants.ts";

/** A row as `out/agreement.json` has it. */
export interface LabRow extends Row, Cost {
  /** A program's name, a baseline's, or a variant's. */
  readonly subject: string;
}

export class Laboratory {
  readonly #nodes = new Map<string, Nodes>();

  async measure({ subject, setting, periods }: Plan): Promise<LabRow> {
    const row = measure(await this.nodesOf(subject, setting.vendors), setting, periods);
    return { subject, ...row, ...costOf(row) };
  }

  async nodesOf(subject: string, vendors: Plan["setting"]["vendors"]): Promise<Nodes> {
    const key = `${subject}|${vendors}`;
    let nodes = this.#nodes.get(key);
    if (nodes === undefined) {
      const own: (() => Subject | Promise<Subject>) | undefined =
        BASELINES[subject as BaselineName] ?? VARIANTS[subject as VariantName];
      nodes = new Nodes(own ? await own() : programSubject(await loadProgram(subject), vendors));
      this.#nodes.set(key, nodes);
    }
    return nodes;
  }
}
