import type { ValueId } from '@tinyml/core';
import type { LayerCall, LayerKind, Rank } from '../layer.ts';
import { resizingWeights, weightedKinds } from '../interpolation.ts';
import type { KerasEntry } from '../slot.ts';

const attrs = { alignCorners: false, halfPixelCenters: true };

/** The operator of each kind of interpolation. */
const interpolations = new Map([
  ['bilinear', 'resize_bilinear'],
  ['nearest', 'resize_nearest_neighbor'],
]);

const unknown = (call: Pick<LayerCall, 'options'>, kind: string): Error =>
  call.options.problem(
    `${kind} interpolation is not supported`,
    `use one of ${[...interpolations.keys(), ...weightedKinds.filter((one) => !interpolations.has(one))].join(', ')}`,
  );

const isKnown = (kind: string): boolean => interpolations.has(kind) || weightedKinds.includes(kind);

/** Sums of weighted rows, then of weighted columns. */
const byWeights = (
  call: LayerCall,
  x: ValueId,
  size: readonly [number, number],
  kind: string,
  antialias: boolean,
): ValueId => {
  // prettier-ignore
  const [n, rows, columns, channels] = call.imageShape(x);
  const [height, width] = size;
  const weights = (role: string, from: number, to: number, shape: readonly number[]): ValueId => {
    const values = resizingWeights(kind, from, to, antialias);
    if (values === undefined) throw unknown(call, kind);
    return call.floats(role, shape, values);
  };
  const { matmul } = call.formula;
  const merged = call.view(x, [n, rows, columns * channels], 'rows');
  const high = height === rows ? merged : matmul(weights('row_weights', rows, height, [1, height, rows]), merged);
  const image = call.view(high, [n, height, columns, channels], 'high');
  return width === columns ? image : matmul(weights('column_weights', columns, width, [1, 1, width, columns]), image);
};

/** An image in another size; the image itself where that is its size. */
export const resize = (
  call: LayerCall,
  x: ValueId,
  height: number,
  width: number,
  kind: string,
  antialias = false,
): ValueId => {
  const [, rows, columns] = call.imageShape(x);
  if (rows === height && columns === width) return call.emit('identity', {}, [x]);
  const op = interpolations.get(kind);
  if (op === undefined || (antialias && kind !== 'nearest'))
    return byWeights(call, x, [height, width], kind, antialias);
  return call.emit(op, attrs, [x, call.ints('size', [2], [height, width])]);
};

const middle = (size: number, wanted: number): number => Math.trunc((size - wanted) / 2);

/** The largest part in the middle of an image that has the aspect ratio of the size, resized to it. */
export const resizeCropped = (
  call: LayerCall,
  x: ValueId,
  height: number,
  width: number,
  kind: string,
  antialias = false,
): ValueId => {
  // prettier-ignore
  const [, rows, columns] = call.imageShape(x);
  const high = Math.max(1, Math.min(rows, Math.trunc((columns * height) / width)));
  const wide = Math.max(1, Math.min(columns, Math.trunc((rows * width) / height)));
  const { part } = call.formula;
  const cropped = part(part(x, 1, middle(rows, high), high), 2, middle(columns, wide), wide);
  return resize(call, cropped, height, width, kind, antialias);
};

/** The image with as much around it that it has the aspect ratio of the size, resized to it. */
const resizePadded = (
  call: LayerCall,
  x: ValueId,
  height: number,
  width: number,
  kind: string,
  filler: number,
  antialias: boolean,
): ValueId => {
  // prettier-ignore
  const [, rows, columns] = call.imageShape(x);
  const high = Math.max(rows, Math.trunc((columns * height) / width));
  const wide = Math.max(columns, Math.trunc((rows * width) / height));
  const [top, left] = [middle(high, rows), middle(wide, columns)];
  const edges = [[0, 0], [top, high - rows - top], [left, wide - columns - left], [0, 0]] as const; // prettier-ignore
  return resize(call, call.formula.pad(x, edges, filler), height, width, kind, antialias);
};

const upSampling = (rank: Rank): LayerKind => ({
  check: (options) => {
    options.perAxis('size', rank, 2);
    const kind = options.word('interpolation', 'nearest');
    if (!isKnown(kind)) throw unknown({ options }, kind);
  },
  build: (call) => {
    const x = call.asImage(rank);
    const [, height, width] = call.imageShape(x);
    const [rows, columns] = call.options.perAxis('size', rank, 2);
    const kind = rank === 1 ? 'nearest' : call.options.word('interpolation', 'nearest');
    return call.asSeries(rank, resize(call, x, height * rows, width * columns, kind));
  },
});

const resizingLayer: LayerKind = {
  check: (options) => [options.whole('height'), options.whole('width')],
  build: (call) => {
    const { options } = call;
    const [height, width] = [options.whole('height'), options.whole('width')];
    const x = call.input();
    const kind = options.word('interpolation', 'bilinear');
    const antialias = options.config['antialias'] === true;
    if (options.config['crop_to_aspect_ratio'] === true) return resizeCropped(call, x, height, width, kind, antialias);
    if (options.config['pad_to_aspect_ratio'] !== true) return resize(call, x, height, width, kind, antialias);
    const filler = options.number('fill_value', 0);
    return resizePadded(call, x, height, width, kind, filler, antialias);
  },
};

const resizeOperation: LayerKind = {
  build: (call) => {
    const { given } = call;
    const [height = 1, width = 1] = given.integers(given.argument(1, 'size'), 'the size');
    const kind = given.argument(2, 'method', 'interpolation') ?? 'bilinear';
    const antialias = given.isTrue(given.argument(call.keras === 3 ? 3 : 5, 'antialias'));
    return resize(call, given.operand(), height, width, typeof kind === 'string' ? kind.toLowerCase() : 'unknown', antialias); // prettier-ignore
  },
};

/** Layers that take one operator or another, by their interpolation. */
export const resizing: KerasEntry = {
  layers: { Resizing: resizingLayer, UpSampling1D: upSampling(1), UpSampling2D: upSampling(2) },
  operations: { resize: resizeOperation },
  described: ({ pair }) => ({
    'up-sampling': {
      className: 'UpSampling2D',
      summary: 'repeats rows and columns',
      options: { size: pair('how often; default: 2', 2) },
      short: 'size',
    },
  }),
};
