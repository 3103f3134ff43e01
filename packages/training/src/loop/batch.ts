import { elementCount, type Samples, type Shape } from '@tinyml/core';
import type { Tensor } from '@tensorflow/tfjs';
import type { Tf } from '../backend.ts';
import { outerShape } from '../executor/layout.ts';

/** Some samples as tensors, [batch, …] each: what one step sees. */
export interface Batch {
  readonly indices: ArrayLike<number>;
  readonly inputs: readonly Tensor[];
}

/** The samples `indices`, one tensor for each of the model's inputs, whose shapes for one sample are `shapes`. */
export const makeBatch = (tf: Tf, samples: Samples, shapes: readonly Shape[], indices: ArrayLike<number>): Batch => {
  const count = indices.length;
  const values = shapes.map((shape) => new Float32Array(count * elementCount(shape)));
  for (let i = 0; i < count; i++) {
    samples.inputs(indices[i] ?? 0).forEach(({ data }, input) => values[input]?.set(data, i * data.length));
  }
  const inputs = shapes.map((shape, input) => tf.tensor(values[input] ?? [], outerShape(shape, count)));
  return { indices, inputs };
};
