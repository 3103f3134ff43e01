import type { Pair, ValueId } from '@tinyml/core';
import { asImage, fromImage, onImage } from '../../translation/channels-first.ts';
import { convolution as convolve, transposedConvolution } from '../../translation/convolution.ts';
import { pooling as pool } from '../../translation/pooling.ts';
import { TranslationError } from '../../translation/translation-error.ts';
import type { Pads } from '../../translation/window-padding.ts';
import type { OnnxCall, OnnxOperator, OnnxOperators } from '../call.ts';
import { scalar } from './words.ts';

/** A list for each spatial axis as [height, width]; a series has height 1. @throws TranslationError for other ranks */
const pairOf = (list: readonly number[], of1: number): Pair => {
  const [first = of1, second] = list;
  if (list.length > 2) throw new TranslationError('more than two spatial axes are not supported');
  return second === undefined ? [of1, first] : [first, second];
};

interface Window {
  readonly filter: Pair;
  readonly strides: Pair;
  readonly dilations: Pair;
  readonly pads: Pads;
}

/** SAME_LOWER has the odd element in front. */
const automaticPads = (mode: string, input: Pair, { filter, strides, dilations }: Omit<Window, 'pads'>): Pads => {
  const along = (axis: 0 | 1): readonly [number, number] => {
    const covered = (filter[axis] - 1) * dilations[axis] + 1;
    const all = Math.max(0, (Math.ceil(input[axis] / strides[axis]) - 1) * strides[axis] + covered - input[axis]);
    const less = Math.floor(all / 2);
    return mode === 'SAME_LOWER' ? [all - less, less] : [less, all - less];
  };
  return [...along(0), ...along(1)];
};

const explicitPads = (list: readonly number[]): Pads => {
  const half = list.length / 2;
  const pads: readonly number[] =
    half === 1 ? [0, 0, ...list] : [list[0] ?? 0, list[2] ?? 0, list[1] ?? 0, list[3] ?? 0];
  if (half > 2) throw new TranslationError('more than two spatial axes are not supported');
  if (pads.some((elements) => elements < 0)) throw new TranslationError(`pads [${list.join(', ')}] are not supported`);
  const [top = 0, bottom = 0, left = 0, right = 0] = pads;
  return [top, bottom, left, right];
};

/** Window, strides, dilations and pads of a convolution or a pool, of whose window the size is known. */
const windowOf = (call: OnnxCall, spatial: readonly number[], kernel: readonly number[]): Window => {
  const { attributes } = call;
  if (spatial.length > 2) throw new TranslationError('more than two spatial axes are not supported');
  const ones = spatial.map(() => 1);
  const filter = pairOf(kernel, 1);
  const strides = pairOf(attributes.ints('strides') ?? ones, 1);
  const dilations = pairOf(attributes.ints('dilations') ?? ones, 1);
  const mode = attributes.text('auto_pad', 'NOTSET');
  const list = attributes.ints('pads') ?? spatial.flatMap(() => [0, 0]);
  if ([...filter, ...strides, ...dilations].some((size) => size < 1)) throw new TranslationError('a size of its window is not positive'); // prettier-ignore
  const given = { filter, strides, dilations };
  if (mode === 'NOTSET' || mode === '') return { ...given, pads: explicitPads(list) };
  if (mode === 'VALID') return { ...given, pads: [0, 0, 0, 0] };
  return { ...given, pads: automaticPads(mode, pairOf(spatial, 1), given) };
};

/** Filters [o,c,k] of a series as those of an image of height 1. */
const imageFilter = (call: OnnxCall, weights: ValueId): ValueId => {
  const [o = 1, c = 1, k = 1, ...rest] = call.shapeOf(weights);
  return rest.length > 0 ? weights : call.reshaped(weights, [o, c, 1, k]);
};

/** The convolution that the node's attributes describe. */
export const conv = (call: OnnxCall, x: ValueId, weights: ValueId, bias: ValueId | null): ValueId => {
  const kernel = call.shapeOf(weights).slice(2);
  const given = call.attributes.ints('kernel_shape');
  if (given !== undefined && given.join() !== kernel.join())
    throw new TranslationError(`kernel_shape [${given.join(', ')}] is not that of its weights`);
  const window = windowOf(call, call.shapeOf(x).slice(2), kernel);
  const groups = call.attributes.int('group', 1);
  return onImage(call, x, (image) => convolve(call, image, imageFilter(call, weights), bias, { ...window, groups }));
};

const convTranspose: OnnxOperator = (call) => {
  const [x, weights] = [call.operand(0), call.operand(1)];
  const spatial = call.shapeOf(x).slice(2);
  const kernel = call.shapeOf(weights).slice(2);
  call.attributes.ignore('kernel_shape');
  const { attributes } = call;
  const groups = attributes.int('group', 1);
  const mode = attributes.text('auto_pad', 'NOTSET');
  const wanted = attributes.ints('output_shape')?.slice(-spatial.length);
  const more = attributes.ints('output_padding') ?? spatial.map(() => 0);
  const strides = attributes.ints('strides') ?? spatial.map(() => 1);
  const dilations = attributes.ints('dilations') ?? spatial.map(() => 1);
  const given = attributes.ints('pads') ?? spatial.flatMap(() => [0, 0]);
  const isSame = mode.startsWith('SAME');
  const pads = spatial.map((size, i): readonly [number, number] => {
    const [stride, covered] = [strides[i] ?? 1, ((kernel[i] ?? 1) - 1) * (dilations[i] ?? 1) + 1];
    const result = wanted?.[i] ?? (isSame ? size * stride : undefined);
    if (result === undefined) return mode === 'VALID' ? [0, 0] : [given[i] ?? 0, given[i + spatial.length] ?? 0];
    const all = stride * (size - 1) + (more[i] ?? 0) + covered - result;
    if (all < 0) throw new TranslationError('its output_shape is larger than its filters reach');
    const less = Math.floor(all / 2);
    return mode === 'SAME_UPPER' ? [less, all - less] : [all - less, less];
  });
  const [first = [0, 0], second] = pads;
  const all: Pads = second === undefined ? [0, 0, ...first] as const : [...first, ...second] as const; // prettier-ignore
  const sizes = {
    strides: pairOf(strides, 1),
    dilations: pairOf(dilations, 1),
    more: pairOf(more, 0),
    pads: all,
    groups,
  };
  return onImage(call, x, (image) =>
    transposedConvolution(call, image, imageFilter(call, weights), call.optional(2) ?? null, sizes),
  );
};

/** Pools of integers are those of the same numbers in single precision, which is exact for 8 and 16 bits. */
const inFloats = (call: OnnxCall, x: ValueId, work: (x: ValueId) => ValueId): ValueId => {
  const { dtype } = call.typeOf(x);
  if (!['float32', 'int8', 'uint8', 'int16'].includes(dtype)) throw new TranslationError(`elements of ${dtype} are not supported`); // prettier-ignore
  return call.cast(work(call.cast(x, 'float32')), dtype);
};

const windowPool =
  (kind: 'max' | 'average'): OnnxOperator =>
  (call) => {
    const { attributes } = call;
    const x = call.operand(0);
    attributes.ignore('storage_order');
    if (call.wants(1)) throw new TranslationError('its second result, Indices, is not supported');
    const kernel = attributes.ints('kernel_shape') ?? [];
    const window = windowOf(call, call.shapeOf(x).slice(2), kernel);
    const ceil = attributes.flag('ceil_mode', false);
    const countsPadding = kind === 'average' && attributes.flag('count_include_pad', false);
    return inFloats(call, x, (real) => onImage(call, real, (image) => pool(call, image, { kind, ...window, ceil, countsPadding }))); // prettier-ignore
  };

const globalPool =
  (kind: 'max' | 'average'): OnnxOperator =>
  (call) => {
    const x = call.operand(0);
    const axes = call
      .shapeOf(x)
      .map((_, i) => i)
      .slice(2);
    const operands = [x, call.ints('axes', [axes.length], axes)];
    return kind === 'max' ? call.emit('reduce_max', { keepDims: true }, operands) : call.emit('mean', { keepDims: true }, operands); // prettier-ignore
  };

/** |x|^p */
const power = (call: OnnxCall, x: ValueId, p: number): ValueId => {
  if (p === 2) return call.emit('square', {}, [x]);
  const size = call.emit('abs', {}, [x]);
  return p === 1 ? size : call.emit('pow', {}, [size, scalar(call, 'p', p)]);
};

const root = (call: OnnxCall, x: ValueId, p: number): ValueId => {
  if (p === 2) return call.emit('sqrt', {}, [x]);
  return p === 1 ? x : call.emit('pow', {}, [x, scalar(call, 'root', 1 / p)]);
};

/** (Σ |x|^p)^(1/p) over each window */
const lpPool: OnnxOperator = (call) => {
  const x = call.operand(0);
  const p = call.attributes.int('p', 2);
  const window = windowOf(call, call.shapeOf(x).slice(2), call.attributes.ints('kernel_shape') ?? []);
  const ceil = call.attributes.flag('ceil_mode', false);
  const image = asImage(call, power(call, x, p));
  const mean = pool(call, image, { kind: 'average', ...window, ceil, countsPadding: true, divisor: 1 });
  return fromImage(call, root(call, mean, p), call.rankOf(x));
};

export const convolution: OnnxOperators = {
  Conv: (call) => conv(call, call.operand(0), call.operand(1), call.optional(2) ?? null),
  ConvTranspose: convTranspose,
  MaxPool: windowPool('max'),
  AveragePool: windowPool('average'),
  LpPool: lpPool,
  GlobalMaxPool: globalPool('max'),
  GlobalAveragePool: globalPool('average'),
};
