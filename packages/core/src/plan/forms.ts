import type { Pass } from '../pass/define-pass.ts';
import type { Priority } from '../target/target.ts';
import type { PlannedPass } from './planned-pass.ts';

/** A way to store the numbers of a model: passes that come after those which lose nothing. */
export interface Form {
  /** For a person: `int8, compress-weights`. */
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

/** A form before its stages have names. */
export interface FormRequest {
  readonly name: string;
  readonly passes: readonly {
    readonly pass: Pass;
    readonly options: Readonly<Record<string, unknown>>;
    readonly why: string;
  }[];
  readonly loss: number;
  readonly ordinary: boolean;
}

/** The modes of `quantize` by what they may lose. */
export const modes = ['float16', 'dynamic-range', 'int8'] as const;

export type Mode = (typeof modes)[number];

/** The modes that the first word of `priority` takes by itself, those that need samples only where there are some. */
export const ordinaryModes = (first: Priority, calibrated: boolean): readonly Mode[] => {
  if (!calibrated) return ['dynamic-range'];
  return first === 'size' || first === 'balanced' ? ['dynamic-range', 'int8'] : ['int8'];
};
