import type { ModelSignature } from './model-signature.ts';

/** Samples as a loader gives them: plain numbers, or typed arrays of any kind, in row-major order. */
export interface LoadedSamples {
  readonly count: number;
  /** Values of sample `index` for each input of the model, in the model's order; of one input alone also without the list. */
  inputs(index: number): ArrayLike<number> | readonly ArrayLike<number>[];
  /** Class index of each sample. */
  readonly labels?: ArrayLike<number>;
  /** What the model's first output should be for sample `index`. */
  targets?(index: number): ArrayLike<number>;
}

/**
 * The default export of a module named by `loader:`. It gets the model's inputs (name, type with dtype and shape) and
 * its first output. `scale`, `mean` and `std` of the manifest are applied to what `inputs` gives.
 */
export type Loader = (
  inputs: ModelSignature['inputs'],
  output: ModelSignature['output'],
) => LoadedSamples | Promise<LoadedSamples>;
