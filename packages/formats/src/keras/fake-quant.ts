import { LayerError } from './config.ts';
import type { WeightFilter } from './call.ts';
import type { LayerCall } from './layer.ts';
import type { Weight } from './weights.ts';
import type { ValueId } from '@tinyml/core';

const bits = 8;

const { floor, fround: f, max: greater, min: lesser } = Math;

/**
 * TensorFlow's fake quantisation to 8 bits: the range is nudged so that 0 is a step, values are clamped and rounded to
 * a step (fake_quant_ops_functor.h). float32 throughout, as TensorFlow computes it.
 */
export const fakeQuant = (min: number, max: number, narrow: boolean): ((x: number) => number) => {
  const low = narrow ? 1 : 0;
  const high = 2 ** bits - 1;
  const scale = f(f(max - min) / (high - low));
  const wanted = f(low - f(min / scale));
  const zero = wanted < low ? low : wanted > high ? high : Math.round(wanted);
  const nudgedMin = f((low - zero) * scale);
  const nudgedMax = f((high - zero) * scale);
  const inverse = f(1 / scale);
  if (!(scale > 0)) return () => 0;
  return (x) => {
    const clamped = lesser(greater(x, nudgedMin), nudgedMax);
    const steps = floor(f(f(f(clamped - nudgedMin) * inverse) + 0.5));
    return f(f(steps * scale) + nudgedMin);
  };
};

const listOf = (weight: Weight | undefined): readonly number[] | undefined =>
  weight === undefined ? undefined : Array.from(weight.values);

/**
 * The weights that quantisation-aware training recorded a range for become what the trained network computes with:
 * rounded to 8 bits over that range, narrow, per last axis where there are several ranges. The range goes with them as intent.
 */
export const quantizedWeights =
  (variables: ReadonlyMap<string, Weight>): WeightFilter =>
  (role, weight) => {
    const [mins, maxs] = [listOf(variables.get(`${role}_min`)), listOf(variables.get(`${role}_max`))];
    if (mins === undefined || maxs === undefined) return { weight };
    const channels = weight.shape.at(-1) ?? 1;
    const perAxis = mins.length > 1;
    if (mins.length !== maxs.length || (perAxis && mins.length !== channels))
      throw new LayerError(`the recorded ranges of its ${role} do not fit it`);
    const range = mins.map((min, i): readonly [number, number] => [min, maxs[i] ?? 0]);
    const steps = range.map(([min, max]) => fakeQuant(min, max, true));
    const values = Float32Array.from(weight.values, (value, i) => steps[perAxis ? i % channels : 0]?.(value) ?? value);
    // A depthwise kernel's last two axes become one: the ranges repeat for each channel.
    const repeat = role === 'depthwise_kernel' && perAxis ? (weight.shape[2] ?? 1) : 1;
    const ranges = Array.from({ length: repeat }, () => range).flat();
    return {
      weight: { shape: weight.shape, values },
      intent: (perm) => ({
        dtype: 'int8',
        range: ranges,
        ...(perAxis ? { axis: perm.indexOf(weight.shape.length - 1) } : {}),
      }),
    };
  };

/** A fake_quant node over the range that the layer recorded under `<role>_min`, `<role>_max`; x where there is none. */
export const quantizedActivation = (call: LayerCall, role: string, x: ValueId): ValueId => {
  const [min] = listOf(call.optionalWeight(`${role}_min`)) ?? [];
  const [max] = listOf(call.optionalWeight(`${role}_max`)) ?? [];
  if (min === undefined || max === undefined) return x;
  if (!(min <= 0 && max >= 0 && max > min))
    throw new LayerError(`the recorded range of its ${role}, ${String(min)} … ${String(max)}, is not usable`);
  return call.emit('fake_quant', { min, max, numBits: bits, narrowRange: false }, [x], 'quantized');
};
