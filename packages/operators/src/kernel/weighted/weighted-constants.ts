/** What the kernels of convolutions and fully_connected have in common: operand checks and packed constants. */

import {
  activationRange,
  float16ToFloat32,
  requantizationFactors,
  weightedKind,
  type Activation,
  type CValue,
  type KernelOperand,
  type KernelRequest,
  type PackedConstant,
  type TensorType,
  type WeightedTypes,
} from '@tinyml/core';
import { resultLimits } from '../result-limits.ts';
import { int16Constants, int16Limits, int16Problem, isWide } from './int16-weights.ts';

/** The element types that kernels of a weighted operator are written for. */
export type WeightedForm = 's8' | 'u8' | 's16' | 's16_wide' | 'f32' | 'f32_f16w' | 'hybrid';

/** Operands of a weighted node by what they are. */
export interface WeightedOperands {
  readonly x: KernelOperand;
  readonly filter: KernelOperand;
  readonly bias: KernelOperand | null;
  readonly types: WeightedTypes;
}

const at = (request: KernelRequest, index: number): KernelOperand | null => request.inputs[index] ?? null;

/** Sorts a node's operands; `filter` and `x` say where they are. The bias is always last. */
export const weightedOperands = (
  request: KernelRequest,
  places: { readonly x: number; readonly filter: number; readonly bias: number },
  axis: number,
): WeightedOperands => {
  const x = at(request, places.x);
  const filter = at(request, places.filter);
  const bias = at(request, places.bias);
  if (x === null || filter === null) throw new Error(`${request.node.op} without an input or a filter`);
  const y = request.outputs[0] as TensorType;
  const channels = filter.type.shape[axis] as number;
  return { x, filter, bias, types: { x: x.type, filter: filter.type, bias: bias?.type ?? null, y, channels, axis } };
};

const formOf = (operands: WeightedOperands): WeightedForm | { readonly reason: string } => {
  const { types } = operands;
  const kind = weightedKind(types);
  if (typeof kind !== 'string') return kind;
  if (kind === 'float') return types.filter.dtype === 'float16' ? 'f32_f16w' : 'f32';
  if (kind === 'int16') return isWide(operands) ? 's16_wide' : 's16';
  return kind === 'int8' ? 's8' : kind === 'uint8' ? 'u8' : 'hybrid';
};

/** Greatest magnitude that an accumulator of `depth` products can reach, the bias included. */
const reach = ({ bias }: WeightedOperands, depth: number, product: number): number => {
  let greatest = 0;
  for (const value of (bias?.constant as Int32Array | undefined) ?? []) greatest = Math.max(greatest, Math.abs(value));
  return depth * product + greatest;
};

/** true, or why the kernel form cannot run the node. `depth`: products per output. */
export const supportsWeighted = (
  operands: WeightedOperands,
  form: WeightedForm,
  depth: number,
  once = false,
): true | string => {
  const { filter, bias, types } = operands;
  const actual = formOf(operands);
  if (typeof actual !== 'string') return actual.reason;
  if (actual !== form) return `the node's types need the ${actual} kernel`;
  if (filter.constant === undefined) return 'the filter must be a constant';
  if (bias !== null && bias.constant === undefined) return 'the bias must be a constant';
  if (filter.encoding !== undefined) return `the filter is stored as ${filter.encoding}`;
  if (form === 'f32_f16w' && (filter.constant as Uint16Array).some((half) => (half & 0x7c00) === 0x7c00)) {
    return 'the float16 filter holds an infinity or a NaN';
  }
  if (form === 's8' || form === 'u8') {
    if (reach(operands, depth, 255 * (form === 's8' ? 128 : 255)) >= 2 ** 31)
      return 'the accumulator could exceed 32 bits';
    const factors = requantizationFactors(types, form === 'u8');
    if (factors.some(({ shift }) => shift > 14)) return 'the requantisation factor is out of range';
  }
  if (form === 's16' || form === 's16_wide') return int16Problem(operands, once) ?? true;
  return true;
};

const ctypes = {
  s8: 'int8_t',
  u8: 'uint8_t',
  s16: 'int8_t',
  s16_wide: 'int8_t',
  hybrid: 'int8_t',
  f32: 'float',
  f32_f16w: 'uint16_t',
} as const;

const floats = (operand: KernelOperand | null, count: number): ArrayLike<number> => {
  if (operand === null) return new Float32Array(count);
  const data = operand.constant as Float32Array | Uint16Array;
  return data instanceof Uint16Array ? Float32Array.from(data, float16ToFloat32) : data;
};

/** The arrays of a call, in the kernels' order: filter, bias, then what scales the sums. */
export const weightedConstants = (
  operands: WeightedOperands,
  form: WeightedForm,
  once: boolean,
): readonly PackedConstant[] => {
  const { filter, bias, types } = operands;
  const { channels } = types;
  const weights = { name: 'filter', ctype: ctypes[form], values: filter.constant as Int8Array };
  if (form === 's8') {
    const factors = requantizationFactors(types, once);
    const integers = (bias?.constant as Int32Array | undefined) ?? new Int32Array(channels);
    return [
      weights,
      { name: 'bias', ctype: 'int32_t', values: integers },
      { name: 'multiplier', ctype: 'int32_t', values: factors.map((factor) => factor.multiplier) },
      { name: 'shift', ctype: 'int8_t', values: factors.map((factor) => factor.shift) },
    ];
  }
  if (form === 'u8') {
    const integers = (bias?.constant as Int32Array | undefined) ?? new Int32Array(channels);
    return [weights, { name: 'bias', ctype: 'int32_t', values: integers }];
  }
  if (form === 's16' || form === 's16_wide') return [weights, ...int16Constants(operands, form === 's16_wide', once)];
  const offsets: PackedConstant = { name: 'bias', ctype: 'float', values: floats(bias, channels) };
  if (form !== 'hybrid') return [weights, offsets];
  const scales = types.filter.quant?.scale ?? [1];
  const perChannel = Float32Array.from({ length: channels }, (_, c) => scales[scales.length === 1 ? 0 : c] as number);
  return [weights, offsets, { name: 'scale', ctype: 'float', values: perChannel }];
};

/** A float limit as C: infinities by their macro. */
export const floatLimit = (value: number): CValue =>
  Number.isFinite(value) ? { c: `${value.toFixed(1)}f` } : { c: value < 0 ? '-INFINITY' : 'INFINITY' };

/** Fields of a params struct after the geometry: zero points (s8, u8), what scales all sums (u8), asymmetry (hybrid), limits of the activation. */
export const weightedFields = (
  types: WeightedTypes,
  form: WeightedForm,
  activation: Activation,
  asymmetric: boolean,
): Readonly<Record<string, CValue>> => {
  if (form === 's8') {
    const { min, max, zeroPoint } = resultLimits(activation, types.y);
    return {
      input_zero_point: types.x.quant?.zeroPoint[0] ?? 0,
      output_zero_point: zeroPoint,
      min,
      max,
    };
  }
  if (form === 'u8') {
    const { min, max, zeroPoint } = resultLimits(activation, types.y, 'uint8');
    const [factor] = requantizationFactors(types, true);
    return {
      input_zero_point: types.x.quant?.zeroPoint[0] ?? 0,
      filter_zero_point: types.filter.quant?.zeroPoint[0] ?? 0,
      output_zero_point: zeroPoint,
      multiplier: factor?.multiplier ?? 0,
      shift: factor?.shift ?? 0,
      min,
      max,
    };
  }
  if (form === 's16' || form === 's16_wide') return int16Limits(types, activation);
  const [min, max] = activationRange(activation);
  const limits = { min: floatLimit(min), max: floatLimit(max) };
  return form === 'hybrid' ? { asymmetric: asymmetric ? 1 : 0, ...limits } : limits;
};
