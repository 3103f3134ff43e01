import { elementCount, traitsOf, valueOf, type OperatorTable, type ValueId } from '@tinyml/core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs';
import type { Tf } from '../backend.ts';
import type { Network } from '../executor/network.ts';

/** What normalises by one mean and one variance: a layer, or several calls of it. */
export interface Normalisation {
  readonly mean: ValueId;
  readonly variance: ValueId;
  readonly channels: number;
  /** The values whose statistics these are. */
  readonly operands: readonly ValueId[];
}

/** The batch normalisations whose statistics follow the data, in the order in which they run. */
export const normalisationsOf = (
  { graph, parameters }: Pick<Network, 'graph' | 'parameters'>,
  operators: OperatorTable,
): readonly Normalisation[] => {
  const moving = new Set(parameters.filter(({ trainable }) => !trainable).map(({ id }) => id));
  const found = new Map<ValueId, Normalisation>();
  for (const node of graph.nodes) {
    const { normalization } = traitsOf(operators, node.op);
    if (normalization === undefined) continue;
    const [x] = node.inputs;
    const [mean, variance] = [node.inputs[normalization.mean], node.inputs[normalization.variance]];
    if (x == null || mean == null || variance == null) continue;
    if (!moving.has(mean) || !moving.has(variance)) continue;
    const channels = elementCount(valueOf(graph, mean).type.shape);
    found.set(mean, { mean, variance, channels, operands: [...(found.get(mean)?.operands ?? []), x] });
  }
  return [...found.values()];
};

/** Mean and variance of each channel over batches that come one after another. */
export interface ChannelMoments {
  add(batch: Moments): void;
  readonly mean: Float32Array;
  readonly variance: Float32Array;
}

/** Of one batch: `count` values a channel. */
export interface Moments {
  readonly count: number;
  readonly mean: ArrayLike<number>;
  readonly variance: ArrayLike<number>;
}

/** Sums in double precision. Chan, Golub and LeVeque 1983: the spread of two sets is theirs, and that of their means. */
export const channelMoments = (channels: number): ChannelMoments => {
  const mean = new Float64Array(channels);
  const spread = new Float64Array(channels);
  let count = 0;
  return {
    add(batch) {
      const total = count + batch.count;
      for (let c = 0; c < channels; c++) {
        const apart = (batch.mean[c] ?? 0) - (mean[c] ?? 0);
        mean[c] = (mean[c] ?? 0) + (apart * batch.count) / total;
        spread[c] =
          (spread[c] ?? 0) + (batch.variance[c] ?? 0) * batch.count + (apart * apart * count * batch.count) / total;
      }
      count = total;
    },
    get mean() {
      return Float32Array.from(mean);
    },
    get variance() {
      return Float32Array.from(spread, (sum) => sum / Math.max(1, count));
    },
  };
};

/** Of the values `x`, whose last dimension is the `channels`. */
export const momentsOf = (tf: Tf, x: Tensor, channels: number): Moments =>
  tf.tidy(() => {
    const { mean, variance } = tf.moments(x.reshape([-1, channels]) as never, 0);
    return { count: x.size / channels, mean: mean.dataSync(), variance: (variance as Tensor1D).dataSync() } as never;
  }) as unknown as Moments;
