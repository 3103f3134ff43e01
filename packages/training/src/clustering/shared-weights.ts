import type { Tensor, Variable } from '@tensorflow/tfjs';
import type { ValueId } from '@tinyml/core';
import type { MakeTechnique } from '../technique.ts';
import type { Clusters } from './k-means.ts';

/**
 * Weights are looked up among their layer's shared values, and these are what is trained: the gradient of a value is the
 * sum of the gradients of all weights that have it (Han et al. 2016, section 3.3). The value 0 stays.
 */
export const sharedWeights =
  (clusters: ReadonlyMap<ValueId, Clusters>): MakeTechnique =>
  ({ tf, network }) => {
    const centroids = new Map<ValueId, Variable>();
    for (const { id } of network.parameters) {
      const found = clusters.get(id);
      if (found !== undefined) centroids.set(id, tf.variable(tf.tensor1d(found.centroids)));
    }
    const lookUp = (id: ValueId, value: Tensor): Tensor => {
      const found = clusters.get(id);
      const variable = centroids.get(id);
      if (found === undefined || variable === undefined) return value;
      const free = tf.tensor1d(found.centroids.map((centroid) => (centroid === 0 ? 0 : 1)));
      const indices = tf.tensor(Int32Array.from(found.indices), value.shape, 'int32');
      return variable.mul(free).gather(indices as never);
    };
    return { variables: [...centroids.values()], weight: lookUp, finish: lookUp };
  };
