import type { ValueId } from '@tinyml/core';
import { onImage } from '../../translation/channels-first.ts';
import { TranslationError } from '../../translation/translation-error.ts';
import { asPair } from '../pairs.ts';
import { listOf } from '../list-of.ts';
import type { PytorchEntry, TorchBuild, TorchCall } from '../slot.ts';

interface Resizing {
  readonly size: readonly [number, number];
  /** Pixels of the source for one of the result. */
  readonly steps: readonly [number, number];
}

const geometry = (call: TorchCall, input: readonly number[], rank: number): Resizing => {
  const named = ['scales_h', 'scales_w'].slice(2 - rank).flatMap((name) => (call.has(name) ? [call.number(name)] : []));
  const one = call.has('scales') ? [call.number('scales')] : named;
  const factors = call.has('scale_factors') ? call.numbers('scale_factors') : one;
  const scales = factors.length === rank ? asPair(factors, 1, rank) : undefined;
  const given = call.has('output_size') ? asPair(call.numbers('output_size'), 1, rank) : undefined;
  const size = ([0, 1] as const).map((i) => given?.[i] ?? Math.floor((input[i] ?? 1) * (scales?.[i] ?? 1)));
  const [height = 1, width = 1] = size;
  const step = (i: 0 | 1): number => (scales === undefined ? (input[i] ?? 1) / (size[i] ?? 1) : 1 / scales[i]);
  return { size: [height, width], steps: [step(0), step(1)] };
};

/** Pixels of the source by their places, along both axes. */
const picked = (
  call: TorchCall,
  image: ValueId,
  place: (i: number, step: number) => number,
  { size, steps }: Resizing,
) =>
  ([0, 1] as const).reduce((x, i) => {
    const length = call.shapeOf(x)[i + 1] ?? 1;
    const places = listOf(size[i], (at) => Math.min(Math.max(place(at, steps[i]), 0), length - 1));
    if (places.length === length && places.every((from, to) => from === to)) return x;
    return call.to.emit('gather', { axis: i + 1, batchDims: 0 }, [x, call.to.ints('places', [places.length], places)], 'gather'); // prettier-ignore
  }, image);

const isWhole = (input: readonly number[], { size, steps }: Resizing): boolean =>
  size.every((length, i) => Math.abs(length * (steps[i] ?? 1) - (input[i] ?? 1)) < 1e-6);

const nearest =
  (rank: number, centres: boolean): TorchBuild =>
  (call) => {
    const name = call.argument('input') === undefined ? 'self' : 'input';
    return onImage(call.to, call.tensor(name), (image) => {
      const input = call.shapeOf(image).slice(1, 3);
      const resizing = geometry(call, input, rank);
      const place = centres ? (i: number, step: number) => Math.floor((i + 0.5) * step) : (i: number, step: number) => Math.floor(i * step); // prettier-ignore
      if (!isWhole(input, resizing)) return picked(call, image, place, resizing);
      const attrs = { alignCorners: false, halfPixelCenters: centres };
      return call.emit('resize_nearest_neighbor', attrs, [image, call.to.ints('size', [2], resizing.size)]);
    });
  };

/** Weights [result, source] of a resizing along one axis, from those of each place. */
type Kernel = (distance: number) => number;

const triangle: Kernel = (distance) => Math.max(0, 1 - Math.abs(distance));

/** Keys, Cubic Convolution Interpolation for Digital Image Processing, 1981, with a = −0.75. */
const cubic: Kernel = (distance) => {
  const [a, x] = [-0.75, Math.abs(distance)];
  if (x <= 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0;
};

const weightsOf = (
  kernel: Kernel,
  reach: number,
  source: number,
  result: number,
  step: number,
  corners: boolean,
): readonly number[] => {
  // prettier-ignore
  const weights = new Array<number>(source * result).fill(0);
  for (let to = 0; to < result; to++) {
    const ratio = result > 1 ? (source - 1) / (result - 1) : 0;
    const wanted = corners ? to * ratio : (to + 0.5) * step - 0.5;
    const place = reach === 1 ? Math.max(0, wanted) : wanted;
    const first = Math.floor(place) - reach + 1;
    for (let from = first; from < first + 2 * reach; from++) {
      const at = to * source + Math.min(Math.max(from, 0), source - 1);
      weights[at] = (weights[at] ?? 0) + kernel(place - from);
    }
  }
  return weights;
};

/** Any resizing that works on both axes alike: a product with a matrix for each. */
const byMatrices = (
  call: TorchCall,
  image: ValueId,
  kernel: Kernel,
  reach: number,
  corners: boolean,
  { size, steps }: Resizing,
): ValueId => {
  // prettier-ignore
  const { to } = call;
  const [n = 1, height = 1, width = 1, c = 1] = to.shapeOf(image);
  const product = (rows: number, matrix: ValueId, x: ValueId, depth: number, columns: number): ValueId =>
    to.emit('batch_matmul', { adjX: false, adjY: false }, [matrix, to.reshaped(x, [rows, depth, columns])], 'resized');
  const vertical = to.floats(
    'rows',
    [1, size[0], height],
    weightsOf(kernel, reach, height, size[0], steps[0], corners),
  );
  const tall = product(n, vertical, image, height, width * c);
  const horizontal = to.floats('columns', [1, size[1], width], weightsOf(kernel, reach, width, size[1], steps[1], corners)); // prettier-ignore
  return to.reshaped(product(n * size[0], horizontal, tall, width, c), [n, size[0], size[1], c]);
};

const interpolated =
  (rank: number, kernel: Kernel, reach: number): TorchBuild =>
  (call) => {
    const name = call.argument('input') === undefined ? 'self' : 'input';
    const corners = call.flag('align_corners');
    return onImage(call.to, call.as(call.tensor(name), 'float32'), (image) => {
      const input = call.shapeOf(image).slice(1, 3);
      const resizing = geometry(call, input, rank);
      if (reach > 1 || (!corners && !isWhole(input, resizing)))
        return byMatrices(call, image, kernel, reach, corners, resizing);
      const attrs = { alignCorners: corners, halfPixelCenters: !corners };
      return call.emit('resize_bilinear', attrs, [image, call.to.ints('size', [2], resizing.size)]);
    });
  };

const smoothed: TorchBuild = () => {
  throw new TranslationError('antialiasing is not supported', 'use antialias=False');
};

export const resizings: PytorchEntry = {
  'aten.upsample_nearest1d': nearest(1, false),
  'aten.upsample_nearest2d': nearest(2, false),
  'aten._upsample_nearest_exact1d': nearest(1, true),
  'aten._upsample_nearest_exact2d': nearest(2, true),
  'aten.upsample_linear1d': interpolated(1, triangle, 1),
  'aten.upsample_bilinear2d': interpolated(2, triangle, 1),
  'aten.upsample_bicubic2d': interpolated(2, cubic, 2),
  'aten._upsample_bilinear2d_aa': smoothed,
  'aten._upsample_bicubic2d_aa': smoothed,
};
