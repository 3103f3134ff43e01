import type { PlannedPass } from './planned-pass.ts';

/** A way to store the numbers of a model: passes that come after those which lose nothing. */
export interface Form {
  /** For a person: the name that a pass gave it, then those of passes that follow only over budget. */
  readonly name: string;
  readonly stages: readonly PlannedPass[];
  /** How much accuracy it may take: the more, the greater. Forms of one number lose the same. */
  readonly loss: number;
  /** Taken by the order of priority alone; the others only where the budget demands them. */
  readonly ordinary: boolean;
}

/** Between what `passes: auto` chooses. The first ordinary form is what it takes where nothing is tried. */
export interface FormChoice {
  /** Stages before those of the form. */
  readonly common: readonly PlannedPass[];
  readonly forms: readonly Form[];
}

/** The form that changes nothing. */
export const asItIs = 'as it is';
