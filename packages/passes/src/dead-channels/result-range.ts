import { allocate, type Node, type OperatorTable, type TensorData, type TensorType } from '@tinyml/core';
import { fullRange, type ChannelRange } from './channel-range.ts';
import type { WeightedLayer } from './weighted-layer.ts';

/** Share of all that is added up in floating point by which a sum may be off, whatever the order. */
const roundingError = 1e-5;

/** Least and greatest sum, bias included, of each result channel. */
const sumRange = (layer: WeightedLayer, input: ChannelRange): ChannelRange => {
  const { kind, zero, partialSums } = layer;
  const low = layer.bias.slice();
  const high = layer.bias.slice();
  const magnitude = new Float64Array(layer.channels);
  layer.forEachWeight((weight, o, x) => {
    const [a, b] = [weight * ((input.low[x] ?? 0) - zero), weight * ((input.high[x] ?? 0) - zero)];
    const least = partialSums ? Math.min(a, b, 0) : Math.min(a, b);
    const most = partialSums ? Math.max(a, b, 0) : Math.max(a, b);
    low[o] = (low[o] ?? 0) + least;
    high[o] = (high[o] ?? 0) + most;
    magnitude[o] = (magnitude[o] ?? 0) + Math.max(Math.abs(least), Math.abs(most));
  });
  if (kind === 'int8') return { low, high };
  magnitude.forEach((total, o) => {
    if (total === 0) return;
    // A hybrid rounds its input to a scale that depends on all of it.
    const error = kind === 'hybrid' ? Infinity : roundingError * (total + Math.abs(layer.bias[o] ?? 0));
    low[o] = error === Infinity ? -Infinity : (low[o] ?? 0) - error;
    high[o] = error === Infinity ? Infinity : (high[o] ?? 0) + error;
  });
  return { low, high };
};

/** Requantisation and activation of sums by the reference: the layer, one pixel large, with the sums as its bias. */
const finish = (layer: WeightedLayer, sums: Float64Array, operators: OperatorTable): TensorData | undefined => {
  const { channels, kind, inputType, weightType, resultType, node } = layer;
  const { activation } = node.attrs;
  const dense = node.op === 'fully_connected';
  const tensor = (type: TensorType, shape: readonly number[], value = 0) => {
    const quant = type.quant?.axis === undefined ? type.quant : { ...type.quant, axis: 0 };
    const data = allocate(
      type.dtype,
      shape.reduce((a, b) => a * b, 1),
    );
    for (let i = 0; i < data.length; i++) data[i] = value;
    return { type: { dtype: type.dtype, shape, ...(quant && { quant }) }, data };
  };
  const bias = tensor({ dtype: kind === 'int8' ? 'int32' : 'float32', shape: [] }, [channels]);
  sums.forEach((sum, o) => {
    bias.data[o] = sum;
  });
  const pixel = dense ? [1] : [1, 1, 1];
  const attrs: Node<'conv_2d' | 'fully_connected'>['attrs'] = dense
    ? { activation, keepNumDims: false }
    : { activation, padding: 'valid', strides: [1, 1], dilations: [1, 1] };
  const shape = (size: number): readonly number[] => [...pixel, size];
  return operators.get(dense ? 'fully_connected' : 'conv_2d')?.run({
    attrs,
    inputs: [tensor(inputType, shape(1), layer.zero), tensor(weightType, [channels, ...pixel.slice(1), 1]), bias],
    outputs: [{ ...resultType, shape: shape(channels) }],
  })[0];
};

/**
 * Range of each result channel for inputs in `input`. int8 is exact: sums are integers, requantisation never falls. A
 * float result counts as constant only where no order of additions and no rounding makes a difference.
 */
export const resultRange = (layer: WeightedLayer, input: ChannelRange, operators: OperatorTable): ChannelRange => {
  const result = fullRange(layer.resultType);
  const sums = sumRange(layer, input);
  const scaleOf = ({ quant }: TensorType, c: number): number => quant?.scale[quant.scale.length === 1 ? 0 : c] ?? 1;
  const gain = Array.from(
    sums.low,
    (_, o) => (scaleOf(layer.inputType, 0) * scaleOf(layer.weightType, o)) / scaleOf(layer.resultType, 0),
  );
  if (layer.kind === 'int8' && gain.some((factor) => factor >= 2 ** 14)) return result;
  /** Where the sum, or its shift to the left, leaves 32 bits, it wraps. */
  const fits = (o: number): boolean => {
    const greatest = Math.max(Math.abs(sums.low[o] ?? 0), Math.abs(sums.high[o] ?? 0));
    return layer.kind !== 'int8' || greatest * Math.max(1, 2 * (gain[o] ?? 0)) < 2 ** 31;
  };
  const safe = (ends: Float64Array): Float64Array => ends.map((sum, o) => (fits(o) ? sum : 0));
  const [low, high] = [finish(layer, safe(sums.low), operators), finish(layer, safe(sums.high), operators)];
  if (low === undefined || high === undefined) return result;
  for (let o = 0; o < layer.channels; o++) {
    if (!fits(o)) continue;
    result.low[o] = Number(low[o]);
    result.high[o] = Number(high[o]);
  }
  return result;
};
