import type { Pass } from '../pass/define-pass.ts';

export interface PlannedPass {
  /** Unique in the plan: the pass's name, with `-2` at its second use. */
  readonly name: string;
  readonly pass: Pass;
  /** Checked, defaults filled in. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Why the stage is there, for a person. */
  readonly why: string;
}
