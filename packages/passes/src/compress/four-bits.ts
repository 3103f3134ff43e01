import {
  constantOf,
  consumers,
  constantValue,
  fitsPacked,
  packedLimit,
  type Constants,
  type Graph,
  type Value,
} from '@tinyml/core';
import { channelOf } from '../quantize/channels.ts';
import type { EncodableFilter } from './encodable-filters.ts';

/** Parts of a channel's largest magnitude that are tried as the largest of four bits. */
const limits = Array.from({ length: 21 }, (_, i) => 1 - i / 40);

const rounded = (value: number): number => Math.max(-packedLimit, Math.min(packedLimit, Math.round(value)));

/** Steps of int8 in one of four bits, with the least squared error; 1 for a channel of zeros. */
const stepOf = (channel: readonly number[]): number => {
  const largest = channel.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest === 0) return 1;
  const errorOf = (step: number): number =>
    channel.reduce((sum, value) => sum + (value - step * rounded(value / step)) ** 2, 0);
  const [best] = limits
    .map((part) => (part * largest) / packedLimit)
    .map((step) => ({ step, error: errorOf(step) }))
    .sort((a, b) => a.error - b.error);
  return best?.step ?? 1;
};

/** A filter of four bits, and the bias in its units; those of a hybrid layer stay as they are. */
export interface FourBits {
  readonly filter: Value;
  readonly values: Int8Array;
  readonly bias?: Value;
}

/** The filter with a scale a channel such that −7 … 7 are enough; undefined where they are already, or where others read the
 * layer's bias. */
export const inFourBits = (
  { axis, bias: id, input, value, values }: EncodableFilter,
  graph: Graph,
  constants: Constants,
): FourBits | undefined => {
  if (fitsPacked(values)) return undefined;
  const { shape, quant } = value.type;
  const channels = shape[axis] as number;
  const channel = channelOf(shape, axis);
  const grouped = Array.from({ length: channels }, (): number[] => []);
  values.forEach((weight, i) => grouped[channel(i)]?.push(weight));
  const steps = grouped.map(stepOf);
  const before = (c: number): number => quant?.scale[quant.scale.length === 1 ? 0 : c] ?? 1;
  const scale = steps.map((step, c) => Math.fround(step * before(c)));
  const zeroPoint = scale.map(() => 0);
  const fewer = values.map((weight, i) => rounded(weight / (steps[channel(i)] as number)));
  const type = { ...value.type, quant: { scale, zeroPoint, axis } };
  const filter = constantValue(constants, value.id, type, fewer);
  const bias = id === undefined ? undefined : constantOf(graph, constants, id);
  if (id === undefined || !(bias?.data instanceof Int32Array)) return { filter, values: fewer };
  if (consumers(graph, id).length > 1) return undefined;
  const unit = input.quant?.scale[0] ?? 1;
  const units = scale.map((s) => Math.fround(s * unit));
  const biases = bias.data.map((sum, c) => Math.round((sum * Math.fround(before(c) * unit)) / (units[c] as number)));
  const biasType = { ...bias.type, quant: { scale: units, zeroPoint, axis: 0 } };
  return { filter, values: fewer, bias: constantValue(constants, id, biasType, biases) };
};
