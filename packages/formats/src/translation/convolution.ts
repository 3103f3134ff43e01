import { transposedBefore, type Pair, type ValueId } from '@tinyml/core';
import { concatenated, sliced, slicedAlong } from './axes.ts';
import type { Emitter } from './emitter.ts';
import { TranslationError } from './translation-error.ts';
import { namedPadding, type Pads } from './window-padding.ts';

export interface Convolution {
  readonly strides: Pair;
  readonly dilations: Pair;
  readonly pads: Pads;
  readonly groups: number;
}

/**
 * A convolution of an image [n,h,w,c] with filters [o,c / groups,kh,kw], as ONNX and PyTorch store them, and a bias [o].
 * One channel in each group makes a depthwise convolution.
 */
export const convolution = (
  to: Emitter,
  image: ValueId,
  weights: ValueId,
  bias: ValueId | null,
  { strides, dilations, pads, groups }: Convolution,
): ValueId => {
  const [, height = 1, width = 1, channels = 1] = to.shapeOf(image);
  const [outputs = 1, depth = 1, rows = 1, columns = 1] = to.shapeOf(weights);
  if (depth * groups !== channels)
    throw new TranslationError(
      `${String(groups)} groups of ${String(depth)} channels for ${String(channels)} channels`,
    );
  const padding = namedPadding(pads, { input: [height, width], filter: [rows, columns], strides, dilations });
  const attrs = { padding, strides, dilations, activation: 'none' } as const;
  const depthMultiplier = outputs / groups;
  if (groups > 1 && depth === 1 && Number.isInteger(depthMultiplier))
    return to.emit('depthwise_conv_2d', { ...attrs, depthMultiplier }, [
      image,
      to.permuted(weights, [1, 2, 3, 0]),
      bias,
    ]);
  return to.emit('conv_2d', attrs, [image, to.permuted(weights, [0, 2, 3, 1]), bias]);
};

export interface TransposedConvolution extends Convolution {
  /** Further rows and columns at the end of the result. */
  readonly more: Pair;
}

/** Filters [o,kh,kw,c] with zeros between their taps. @throws TranslationError where they are computed */
const dilated = (to: Emitter, filter: ValueId, dilations: Pair): ValueId => {
  const [o = 1, rows = 1, columns = 1, c = 1] = to.shapeOf(filter);
  if (dilations.every((rate) => rate === 1)) return filter;
  const values = to.numbers(filter);
  if (values === undefined) throw new TranslationError('dilated weights that are computed are not supported');
  const [height, width] = [(rows - 1) * dilations[0] + 1, (columns - 1) * dilations[1] + 1];
  const result = new Array<number>(o * height * width * c).fill(0);
  values.forEach((value, i) => {
    const [channel, column, row] = [i % c, Math.floor(i / c) % columns, Math.floor(i / c / columns) % rows];
    const image = Math.floor(i / c / columns / rows);
    result[((image * height + row * dilations[0]) * width + column * dilations[1]) * c + channel] = value;
  });
  return to.floats('dilated', [o, height, width, c], result);
};

/**
 * A transposed convolution of an image [n,h,w,c] with filters [c,o / groups,kh,kw], as ONNX and PyTorch store them. The
 * operator pads as TensorFlow does: what else the file takes off at the sides is cut off afterwards.
 */
export const transposedConvolution = (
  to: Emitter,
  image: ValueId,
  weights: ValueId,
  bias: ValueId | null,
  { strides, dilations, pads, groups, more }: TransposedConvolution,
): ValueId => {
  const [n = 1, height = 1, width = 1, channels = 1] = to.shapeOf(image);
  const [stored = 1, each = 1, rows = 1, columns = 1] = to.shapeOf(weights);
  if (stored !== channels || channels % groups !== 0)
    throw new TranslationError(`filters of ${String(stored)} channels for ${String(channels)} channels`);
  const size = [(rows - 1) * dilations[0] + 1, (columns - 1) * dilations[1] + 1] as const;
  const [input, before, after] = [[height, width] as const, [pads[0], pads[2]] as const, [pads[1], pads[3]] as const];
  const at = (axis: 0 | 1) => {
    const whole = (input[axis] - 1) * strides[axis] + size[axis];
    const result = whole - before[axis] - after[axis] + more[axis];
    const same =
      Math.ceil(result / strides[axis]) === input[axis] &&
      transposedBefore(result, size[axis], strides[axis], 'same') === before[axis];
    // Rows behind the last that a filter reaches hold nothing but the bias.
    return { result, same, needed: Math.max(whole, before[axis] + result) };
  };
  const [vertical, horizontal] = [at(0), at(1)];
  if (vertical.result < 1 || horizontal.result < 1) throw new TranslationError('nothing is left of its result');
  const same = vertical.same && horizontal.same;
  const shape = same ? [vertical.result, horizontal.result] : [vertical.needed, horizontal.needed];
  const group = (x: ValueId, filters: ValueId, ownBias: ValueId | null): ValueId =>
    to.emit('transpose_conv', { padding: same ? 'same' : 'valid', strides, activation: 'none' }, [
      to.ints('output_shape', [4], [n, ...shape, each]),
      dilated(to, to.permuted(filters, [1, 2, 3, 0]), dilations),
      x,
      ownBias,
    ]);
  const depth = channels / groups;
  const parts = Array.from({ length: groups }, (_, i) =>
    group(
      slicedAlong(to, image, 3, i * depth, depth),
      slicedAlong(to, weights, 0, i * depth, depth),
      bias === null ? null : slicedAlong(to, bias, 0, i * each, each),
    ),
  );
  const whole = concatenated(to, parts, 3);
  if (same) return whole;
  const begin = [0, before[0], before[1], 0];
  return sliced(to, whole, begin, [n, vertical.result, horizontal.result, each * groups]);
};
