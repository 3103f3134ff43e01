import type { Tensor } from '@tensorflow/tfjs';
import type { ValueId } from '@tinyml/core';
import {
  activationParameters,
  channelOf,
  channelRanges,
  quantizeWeights,
  type Int8Plan,
  type Range,
} from '@tinyml/passes';
import type { MakeTechnique } from '../technique.ts';
import { fakeQuantActivation, fakeQuantWeights, weightLimit } from './fake-quant.ts';
import { movingRanges } from './moving-ranges.ts';

export interface QuantizationAwareOptions {
  readonly weightBits: number;
  /** Of the moving averages. */
  readonly decay: number;
}

/** Weights on the very grid that quantize will find, in double precision as it computes them. */
const roundWeights = (
  data: Float32Array,
  shape: readonly number[],
  axis: number | undefined,
  limit: number,
): Float32Array => {
  const scales = channelRanges(data, shape, axis).map(
    ([low, high]) => Math.fround(Math.max(Math.abs(low), Math.abs(high)) / limit) || 1,
  );
  const channel = channelOf(shape, axis);
  const stored = quantizeWeights(data, shape, scales, axis);
  return Float32Array.from(stored, (steps, i) => steps * (scales[channel(i)] ?? 1));
};

/**
 * Trains with the rounding that `plan` foresees. `learned` gets the ranges of the activations as they are at the end: those
 * of the float tensors that were seen, shared as quantize shares them.
 */
export const quantizationAware =
  (
    plan: Int8Plan,
    { weightBits, decay }: QuantizationAwareOptions,
    learned: (ranges: ReadonlyMap<ValueId, Range>) => void,
  ): MakeTechnique =>
  ({ tf }) => {
    const limit = weightLimit(weightBits);
    const rounded = new Set([...plan.activations].filter((id) => !plan.repeated.has(id)));
    const ranges = movingRanges(tf, [...rounded], decay);
    let seen: ReadonlyMap<ValueId, Range> | undefined;
    let shared: ReadonlyMap<ValueId, Range> = new Map();
    const sharedRanges = (): ReadonlyMap<ValueId, Range> => {
      const now = ranges.current();
      if (now !== seen) shared = plan.shared(now);
      seen = now;
      return shared;
    };

    return {
      variables: [ranges.variable],
      weight: (id, value) => (plan.weights.has(id) ? fakeQuantWeights(tf, value, plan.weights.get(id), limit) : value),
      activation(id, value, training) {
        if (!rounded.has(id)) return value;
        if (training) ranges.see(id, value);
        const range = sharedRanges().get(id);
        // In the first step no range is known yet.
        return range === undefined ? value : fakeQuantActivation(tf, value, activationParameters(range));
      },
      afterStep: ranges.update,
      finish(id, value): Tensor {
        const now = ranges.current();
        learned(new Map([...sharedRanges()].filter(([tensor]) => now.has(tensor))));
        if (!plan.weights.has(id)) return value;
        const data = value.dataSync() as Float32Array;
        return tf.tensor(roundWeights(data, value.shape, plan.weights.get(id), limit), value.shape);
      },
    };
  };
