import {
  allocate,
  elementCount,
  isOperatorError,
  type OperatorTable,
  type Tensor,
  type TensorData,
  type TensorType,
} from '@tinyml/core';
import { fullRange, type ChannelRange } from './channel-range.ts';
import { channelRuleOf } from './channels-slot.ts';
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

const full = ({ dtype, quant }: TensorType, shape: readonly number[], value: number): Tensor => {
  const data = allocate(dtype, elementCount(shape));
  for (let i = 0; i < data.length; i++) data[i] = value;
  return { type: { dtype, shape, ...(quant && { quant }) }, data };
};

/** `shape` with one element along all axes but `axis`. */
const alongOnly = (shape: readonly number[], axis: number, size: number): readonly number[] =>
  shape.map((_, i) => (i === axis ? size : 1));

/** Requantisation and activation of sums by the reference: the layer, one pixel large, with the sums as its bias. */
const finish = (layer: WeightedLayer, sums: Float64Array, operators: OperatorTable): TensorData | undefined => {
  const { biasPosition, channelAxis, channels, inputType, kind, node, resultType, weightType } = layer;
  const operator = operators.get(node.op);
  if (operator === undefined) return undefined;
  const bias = full({ dtype: kind === 'int8' ? 'int32' : 'float32', shape: [] }, [channels], 0);
  sums.forEach((sum, o) => {
    bias.data[o] = sum;
  });
  const last = inputType.shape.length - 1;
  const inputs: (Tensor | null)[] = node.inputs.map(() => null);
  while (inputs.length <= biasPosition) inputs.push(null);
  inputs[layer.inputPosition] = full(
    inputType,
    alongOnly(inputType.shape, last, layer.depthwise ? layer.inputChannels : 1),
    layer.zero,
  );
  inputs[layer.weightPosition] = full(weightType, alongOnly(weightType.shape, channelAxis, channels), 0);
  inputs[biasPosition] = bias;
  const { shapeOperand } = channelRuleOf(operators, node.op) ?? {};
  if (shapeOperand !== undefined) {
    const shape = alongOnly(resultType.shape, resultType.shape.length - 1, channels);
    inputs[shapeOperand] = { type: { dtype: 'int32', shape: [shape.length] }, data: Int32Array.from(shape) };
  }
  const { attrs } = node;
  try {
    const operands = inputs.map((tensor) => tensor && { type: tensor.type, constant: tensor.data });
    const [inferred] = operator.infer({ attrs, inputs: operands });
    const shape = inferred?.shape ?? [];
    // A border of padding, where there is one, adds nothing: the first pixel is as all others.
    return operator.run({ attrs, inputs, outputs: [{ ...resultType, shape }] })[0]?.slice(0, channels);
  } catch (error) {
    if (isOperatorError(error)) return undefined;
    throw error;
  }
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
