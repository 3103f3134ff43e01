import type { Tensor, Variable } from '@tensorflow/tfjs';
import type { ValueId } from '@tinyml/core';
import type { MakeTechnique } from '../technique.ts';
import type { Clusters } from './k-means.ts';

/** One layer's: what is trained, 0 for the value that stays 0 and 1 for the others, and which one each weight takes. */
interface SharedValues {
  readonly centroids: Variable;
  readonly free: Variable;
  readonly indices: Variable;
}

/**
 * Weights are looked up among their layer's shared values, and these are what is trained: the gradient of a value is the
 * sum of the gradients of all weights that have it (Han et al. 2016, section 3.3). The value 0 stays.
 */
export const sharedWeights =
  (clusters: ReadonlyMap<ValueId, Clusters>): MakeTechnique =>
  ({ tf, network }) => {
    const shared = new Map<ValueId, SharedValues>();
    for (const { id, shape } of network.parameters) {
      const found = clusters.get(id);
      if (found === undefined) continue;
      const { centroids, indices } = found;
      const fixed = (data: Float32Array | Int32Array, of: readonly number[]): Variable =>
        tf.tidy(() => tf.variable(tf.tensor(data, [...of], data instanceof Int32Array ? 'int32' : 'float32'), false));
      shared.set(id, {
        centroids: tf.tidy(() => tf.variable(tf.tensor1d(centroids))),
        free: fixed(
          centroids.map((centroid) => (centroid === 0 ? 0 : 1)),
          [centroids.length],
        ),
        indices: fixed(Int32Array.from(indices), shape),
      });
    }
    const lookUp = (id: ValueId, value: Tensor): Tensor => {
      const found = shared.get(id);
      return found === undefined ? value : found.centroids.mul(found.free).gather(found.indices as never);
    };
    const variables = [...shared.values()].flatMap(({ centroids, free, indices }) => [centroids, free, indices]);
    return { variables, weight: lookUp, finish: lookUp };
  };
