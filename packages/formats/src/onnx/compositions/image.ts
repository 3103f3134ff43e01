import type { ValueId } from '@tinyml/core';
import { padded, slicedAlong } from '../../translation/axes.ts';
import { TranslationError } from '../../translation/translation-error.ts';
import type { OnnxOperator, OnnxOperators } from '../call.ts';
import { product } from './words.ts';

/** The middle of each axis, or zeros around it; of an odd rest the smaller part is in front. */
const centerCropPad: OnnxOperator = (call) => {
  const x = call.operand(0);
  const wanted = call.known(1, 'shape') ?? [];
  const axes = call.attributes.ints('axes')?.map((axis) => call.axisOf(x, axis)) ?? wanted.map((_, i) => i);
  if (axes.length !== wanted.length) throw new TranslationError(`${String(wanted.length)} sizes for ${String(axes.length)} axes`); // prettier-ignore
  const sizes = call.shapeOf(x).map((size, axis) => wanted[axes.indexOf(axis)] ?? size);
  const cropped = sizes.reduce((part, size, axis) => {
    const from = call.shapeOf(part)[axis] ?? 1;
    return size < from ? slicedAlong(call, part, axis, Math.floor((from - size) / 2), size) : part;
  }, x);
  const around = call.shapeOf(cropped).map((from, axis): readonly [number, number] => {
    const missing = (sizes[axis] ?? from) - from;
    return [Math.floor(missing / 2), Math.ceil(missing / 2)];
  });
  return padded(call, cropped, around);
};

/** Columns, one for each place of a window, put back into the image; where windows overlap, their sum. */
const col2Im: OnnxOperator = (call) => {
  const { attributes } = call;
  const x = call.operand(0);
  const [image, block] = [call.known(1, 'image_shape') ?? [], call.known(2, 'block_shape') ?? []];
  const list = (name: string, each: number): readonly number[] => attributes.ints(name) ?? image.map(() => each);
  const [strides, dilations] = [list('strides', 1), list('dilations', 1)];
  const pads = attributes.ints('pads') ?? image.flatMap(() => 0).concat(image.map(() => 0));
  const [n = 1, rows = 1, columns = 1] = call.shapeOf(x);
  const taps = product(block);
  const channels = rows / taps;
  const sizes = image.map((size, i) => size + (pads[i] ?? 0) + (pads[i + image.length] ?? 0));
  const counts = sizes.map((size, i) => Math.floor((size - (dilations[i] ?? 1) * ((block[i] ?? 1) - 1) - 1) / (strides[i] ?? 1)) + 1); // prettier-ignore
  if (!Number.isInteger(channels) || product(counts) !== columns || [...counts, ...image].some((size) => size < 1))
    throw new TranslationError(`[${call.shapeOf(x).join(', ')}] are not the windows of [${image.join(', ')}]`);
  const digits = (at: number, of: readonly number[]): readonly number[] =>
    of.map((size, i) => Math.floor(at / product(of.slice(i + 1))) % size);
  // Row tap · columns + place of the table names the pixel that it is added to.
  const pixels = Array.from({ length: taps * columns }, (_, at) => {
    const [tap, place] = [digits(Math.floor(at / columns), block), digits(at % columns, counts)];
    return sizes.reduce((index, size, i) => index * size + (place[i] ?? 0) * (strides[i] ?? 1) + (tap[i] ?? 0) * (dilations[i] ?? 1), 0); // prettier-ignore
  });
  const apart = call.permuted(call.reshaped(x, [n * channels, taps * columns]), [1, 0]);
  const size = call.ints('shape', [2], [product(sizes), n * channels]);
  const sums = call.emit('scatter_nd', {}, [call.ints('pixels', [pixels.length, 1], pixels), apart, size]);
  const whole = call.reshaped(call.permuted(sums, [1, 0]), [n, channels, ...sizes]);
  return image.reduce((part, count, i) => slicedAlong(call, part, i + 2, pads[i] ?? 0, count), whole);
};

/** Where an affine map takes each pixel of an image of `size`, in coordinates from −1 to 1: a product of matrices. */
const affineGrid: OnnxOperator = (call) => {
  const theta = call.operand(0);
  const [n = 1, , ...sizes] = call.known(1, 'size') ?? [];
  const reachesCorners = call.attributes.flag('align_corners', false);
  const dimensions = sizes.length;
  if (dimensions < 2 || dimensions > 3) throw new TranslationError(`a grid of ${String(dimensions)} dimensions is not supported`); // prettier-ignore
  const along = (at: number, size: number): number =>
    reachesCorners ? (size > 1 ? -1 + (2 * at) / (size - 1) : -1) : -1 + (2 * at + 1) / size;
  const count = product(sizes);
  // x is along the last axis.
  const places = Array.from({ length: count }, (_, at) => [
    ...sizes.map((size, i) => along(Math.floor(at / product(sizes.slice(i + 1))) % size, size)).reverse(),
    1,
  ]).flat();
  const grid = call.floats('places', [1, count, dimensions + 1], places);
  const whole: ValueId = call.emit('batch_matmul', { adjX: false, adjY: true }, [grid, theta]);
  return call.reshaped(whole, [n, ...sizes, dimensions]);
};

export const imageOperators: OnnxOperators = { CenterCropPad: centerCropPad, Col2Im: col2Im, AffineGrid: affineGrid };
