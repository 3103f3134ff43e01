/** What convolutions and fully_connected have in common: kinds of operand types, and the step after the sums. */

import type { Activation } from '../ir/ops.ts';
import type { Tensor, TensorData } from '../ir/tensor.ts';
import type { TensorType } from '../ir/type.ts';
import { clamp } from './clamp.ts';
import { doubles } from './doubles.ts';
import { quantizeDynamically } from './dynamic-quantization.ts';
import {
  activationRange,
  multiplyByQuantizedMultiplier,
  multiplyByQuantizedMultiplierOnce,
  quantizedActivationRange,
  quantizeMultiplier,
  type QuantizedMultiplier,
} from './fixed-point.ts';
import { perTensorProblem } from './per-tensor.ts';
import { multiplyWideByQuantizedMultiplier } from './wide-fixed-point.ts';

/**
 * `float`: float32, weights float32 or float16. `int8`: int8 throughout, int32 bias. `uint8`: uint8 throughout, weights with a
 * zero point, int32 bias. `int16`: int16 activations with zero point 0, int8 weights, bias int64 or int32. `hybrid`: float32
 * activations, int8 weights; the activation is quantised as it comes. Weights of int8 and hybrid may be int4.
 */
export type WeightedKind = 'float' | 'int8' | 'uint8' | 'int16' | 'hybrid';

/** Operand types of a weighted operator, whatever their order in the node. */
export interface WeightedTypes {
  readonly x: TensorType;
  readonly filter: TensorType;
  readonly bias: TensorType | null;
  readonly y: TensorType;
  readonly channels: number;
  /** Axis of `filter` that output channels run along. */
  readonly axis: number;
}

const scales = (type: TensorType, channels: number, axis: number): string | undefined => {
  const { quant } = type;
  if (quant === undefined) return 'the int8 weights carry no scale';
  if (quant.zeroPoint.some((zeroPoint) => zeroPoint !== 0)) return 'weights with a zero point are not supported';
  if (quant.scale.length === 1) return undefined;
  if (quant.axis !== axis) return `weights are quantised along axis ${String(quant.axis)}, not ${String(axis)}`;
  return quant.scale.length === channels
    ? undefined
    : `${String(quant.scale.length)} scales for ${String(channels)} channels`;
};

/** The weights' integers; four bits are those of eight, of which they use fewer. */
const isInt8 = ({ dtype }: TensorType): boolean => dtype === 'int8' || dtype === 'int4';

/** Which of the supported kinds the types are, or `{ reason }`. */
export const weightedKind = (types: WeightedTypes): WeightedKind | { readonly reason: string } => {
  const { x, filter, bias, y } = types;
  const name = `${x.dtype} × ${filter.dtype} + ${bias?.dtype ?? 'nothing'} → ${y.dtype}`;
  const floatBias = bias === null || bias.dtype === 'float32' || bias.dtype === 'float16';
  if (x.dtype === 'float32' && y.dtype === 'float32' && floatBias) {
    if (filter.dtype === 'float32' || filter.dtype === 'float16') return 'float';
    if (isInt8(filter)) {
      const reason = scales(filter, types.channels, types.axis);
      return reason === undefined ? 'hybrid' : { reason };
    }
  }
  if (
    x.dtype === 'uint8' &&
    filter.dtype === 'uint8' &&
    y.dtype === 'uint8' &&
    (bias === null || bias.dtype === 'int32')
  ) {
    const tensors = { input: x, filter, result: y };
    for (const [what, type] of Object.entries(tensors)) {
      const reason = perTensorProblem(`the ${what}`, type);
      if (reason !== undefined) return { reason };
    }
    return 'uint8';
  }
  if (x.dtype === 'int8' && isInt8(filter) && y.dtype === 'int8' && (bias === null || bias.dtype === 'int32')) {
    const reason = scales(filter, types.channels, types.axis);
    if (reason !== undefined) return { reason };
    if (x.quant?.scale.length !== 1 || y.quant?.scale.length !== 1)
      return { reason: 'int8 activations need one scale each' };
    return 'int8';
  }
  if (
    x.dtype === 'int16' &&
    filter.dtype === 'int8' &&
    y.dtype === 'int16' &&
    (bias === null || bias.dtype === 'int64' || bias.dtype === 'int32')
  ) {
    const reason = scales(filter, types.channels, types.axis);
    if (reason !== undefined) return { reason };
    for (const { quant } of [x, y])
      if (quant?.scale.length !== 1 || quant.zeroPoint[0] !== 0)
        return { reason: 'int16 activations need one scale and zero point 0 each' };
    return 'int16';
  }
  return { reason: `types ${name} are not supported` };
};

/** undefined where the kind is supported, else the reason: for an operator's `check`. */
export const checkWeighted = (types: WeightedTypes): string | undefined => {
  const kind = weightedKind(types);
  return typeof kind === 'string' ? undefined : kind.reason;
};

/**
 * Fixed-point factors from accumulator to output, one per channel. Per tensor, fully_connected multiplies the input's
 * and the weights' scale in single precision (`singleProduct`), as LiteRT does; everything else is in double.
 */
export const requantizationFactors = (types: WeightedTypes, singleProduct: boolean): readonly QuantizedMultiplier[] => {
  const input = types.x.quant?.scale[0] ?? 1;
  const output = types.y.quant?.scale[0] ?? 1;
  const weights = types.filter.quant?.scale ?? [1];
  const single = singleProduct && weights.length === 1;
  const factors = weights.map((scale) =>
    quantizeMultiplier((single ? Math.fround(input * scale) : input * scale) / output),
  );
  return factors.length === 1
    ? new Array<QuantizedMultiplier>(types.channels).fill(factors[0] as QuantizedMultiplier)
    : factors;
};

/** Operands of one execution; `batch`: parts of x that are quantised apart in a hybrid. */
export interface WeightedRun {
  readonly types: WeightedTypes;
  readonly x: Tensor;
  readonly filter: Tensor;
  readonly bias: Tensor | null;
  readonly activation: Activation;
  readonly batch: number;
  readonly asymmetric: boolean;
  /** Round once (fully_connected) instead of twice. */
  readonly once: boolean;
}

/** Eight bits. Files of the unsigned form round twice everywhere, and multiply scales in single precision. */
const finishBytes = (sums: Float64Array, run: WeightedRun, dtype: 'int8' | 'uint8'): Int8Array | Uint8Array => {
  const { channels, y } = run.types;
  const once = run.once && dtype === 'int8';
  const factors = requantizationFactors(run.types, run.once || dtype === 'uint8');
  const multipliers = Int32Array.from(factors, (factor) => factor.multiplier);
  const shifts = Int32Array.from(factors, (factor) => factor.shift);
  const bias = run.bias === null ? new Int32Array(channels) : (run.bias.data as Int32Array);
  const zeroPoint = y.quant?.zeroPoint[0] ?? 0;
  const [low, high] = quantizedActivationRange(run.activation, y.quant?.scale[0] ?? 1, zeroPoint, dtype);
  const result = dtype === 'int8' ? new Int8Array(sums.length) : new Uint8Array(sums.length);
  for (let start = 0; start < sums.length; start += channels) {
    for (let c = 0; c < channels; c++) {
      const accumulator = ((sums[start + c] as number) + (bias[c] as number)) | 0;
      const multiplier = multipliers[c] as number;
      const shift = shifts[c] as number;
      const scaled = once
        ? multiplyByQuantizedMultiplierOnce(accumulator, multiplier, shift)
        : multiplyByQuantizedMultiplier(accumulator, multiplier, shift);
      const value = scaled + zeroPoint;
      result[start + c] = value < low ? low : value > high ? high : value;
    }
  }
  return result;
};

/**
 * Sums of 16-bit activations. A matrix product rounds once, at any width of the bias. A convolution with a bias of 32 bits
 * keeps sums of 32 bits and rounds twice; else its sums have 64 bits and are scaled by a multiplier of 16.
 */
const finishInt16 = (sums: Float64Array, run: WeightedRun): Int16Array => {
  const { channels, y } = run.types;
  const factors = requantizationFactors(run.types, false);
  const bias = run.bias === null ? undefined : Array.from(run.bias.data as Int32Array, Number);
  const narrow = run.bias?.type.dtype === 'int32';
  const scale = run.once
    ? multiplyByQuantizedMultiplierOnce
    : narrow
      ? multiplyByQuantizedMultiplier
      : multiplyWideByQuantizedMultiplier;
  const [low, high] = quantizedActivationRange(run.activation, y.quant?.scale[0] ?? 1, 0, 'int16');
  return Int16Array.from(sums, (sum, i) => {
    const channel = i % channels;
    const { multiplier, shift } = factors[channel] as QuantizedMultiplier;
    const accumulator = sum + (bias?.[channel] ?? 0);
    return clamp(scale(narrow && !run.once ? accumulator | 0 : accumulator, multiplier, shift), low, high);
  });
};

const finishFloat = (
  sums: Float64Array,
  run: WeightedRun,
  scale: ((batch: number, channel: number) => number) | undefined,
): Float32Array => {
  const { channels } = run.types;
  const bias = run.bias === null ? new Float64Array(channels) : doubles(run.bias);
  const [low, high] = activationRange(run.activation);
  const result = new Float32Array(sums.length);
  const part = sums.length / run.batch;
  const factors = new Float64Array(channels).fill(1);
  for (let b = 0; b < run.batch; b++) {
    if (scale !== undefined) for (let c = 0; c < channels; c++) factors[c] = scale(b, c);
    for (let start = b * part; start < (b + 1) * part; start += channels) {
      for (let c = 0; c < channels; c++) {
        const value = (sums[start + c] as number) * (factors[c] as number) + (bias[c] as number);
        result[start + c] = value < low ? low : value > high ? high : value;
      }
    }
  }
  return result;
};

/**
 * Runs a weighted operator: `correlate` gives the plain sums of products for float64 operands, channels innermost;
 * everything before and after it depends on the kind alone.
 */
export const runWeighted = (
  run: WeightedRun,
  correlate: (x: Float64Array, filter: Float64Array) => Float64Array,
): TensorData => {
  const kind = weightedKind(run.types);
  if (kind === 'int8' || kind === 'uint8') {
    const x = doubles(run.x, run.x.type.quant?.zeroPoint[0]);
    const filter = kind === 'uint8' ? doubles(run.filter, run.filter.type.quant?.zeroPoint[0]) : doubles(run.filter);
    return finishBytes(correlate(x, filter), run, kind);
  }
  if (kind === 'int16') return finishInt16(correlate(doubles(run.x), doubles(run.filter)), run);
  if (kind === 'float') return finishFloat(correlate(doubles(run.x), doubles(run.filter)), run, undefined);
  if (kind !== 'hybrid') throw new Error(kind.reason);
  const quantized = quantizeDynamically(run.x.data as Float32Array, run.batch, run.asymmetric);
  const weights = run.filter.type.quant?.scale ?? [1];
  return finishFloat(
    correlate(quantized.values, doubles(run.filter)),
    run,
    (b, c) => (quantized.scales[b] as number) * (weights[weights.length === 1 ? 0 : c] as number),
  );
};
