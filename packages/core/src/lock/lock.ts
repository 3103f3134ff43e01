import type { Priority } from '../hardware/target.ts';
import type { HeldOut } from '../pipeline/held-out.ts';

/** A pass of a sequence that was chosen. */
export interface LockedPass {
  readonly name: string;
  readonly version: number;
  /** Every one, the defaults included. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** What the chosen sequence measured. Bytes, cycles and ratios; null: not known. */
export type LockedFigures = Readonly<Record<string, number | null>>;

/** What a search chose, and what it chose it for. */
export interface Choice {
  readonly passes: readonly LockedPass[];
  /** What kernels are chosen by. */
  readonly kernels: Priority;
  readonly figures: LockedFigures;
  /** Candidates that were measured: a time limit only cuts the same order short. */
  readonly evaluations: number;
  readonly seed: number;
  /** Samples that the passes did not see, as they chose: drawn by `seed`, and left out by builds with the lock as well. */
  readonly heldOut?: HeldOut;
  /** Digest of the optimised graph, where a pass of it trains. */
  readonly weights: string | null;
}

/** The file `tinyml.lock.yaml`. */
export interface Lock extends Choice {
  readonly schema: 'tinyml-lock/1';
  /** Digests of what was chosen for, by name: `model`, `data.test`, `target`, `budget`, `priority`. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** `tinyml.yaml` has `tinyml.lock.yaml` beside it. */
export const lockPath = (manifest: string): string => manifest.replace(/(\.ya?ml)?$/i, '.lock.yaml');
