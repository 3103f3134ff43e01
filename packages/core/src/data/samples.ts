import type { Tensor } from '../ir/tensor.ts';

/** Samples of a data split, read as they are asked for. Values are real numbers: scale, mean and std are applied. */
export interface Samples {
  readonly count: number;
  /**
   * Inputs of sample `index`, one float32 tensor per graph input in the graph's order, with the input's shape
   * (the batch of 1 included). @throws TinymlError when the data does not fit the model.
   */
  inputs(index: number): readonly Tensor<Float32Array>[];
  /** Class index of sample `index`, where the split has labels. */
  readonly labels?: ArrayLike<number>;
  /** What the model's first output should be for sample `index`, element by element, where the split has targets. */
  targets?(index: number): Float32Array;
}
