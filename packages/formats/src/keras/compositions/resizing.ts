import type { ValueId } from '@tinyml/core';
import type { LayerCall, LayerKind, Rank } from '../layer.ts';
import type { KerasEntry } from '../slot.ts';

const attrs = { alignCorners: false, halfPixelCenters: true };

/** The operator of each kind of interpolation. */
const interpolations = new Map([
  ['bilinear', 'resize_bilinear'],
  ['nearest', 'resize_nearest_neighbor'],
]);

const unknown = (call: Pick<LayerCall, 'options'>, kind: string): Error =>
  call.options.problem(
    `${kind} interpolation is not supported; bilinear and nearest are`,
    "use interpolation='bilinear' or 'nearest', or resize outside of the model",
  );

/** An image in another size; the image itself where that is its size. */
const resize = (call: LayerCall, x: ValueId, height: number, width: number, kind: string): ValueId => {
  const [, rows, columns] = call.imageShape(x);
  if (rows === height && columns === width) return call.emit('identity', {}, [x]);
  const op = interpolations.get(kind);
  if (op === undefined) throw unknown(call, kind);
  return call.emit(op, attrs, [x, call.ints('size', [2], [height, width])]);
};

const upSampling = (rank: Rank): LayerKind => ({
  check: (options) => {
    options.perAxis('size', rank, 2);
    const kind = options.word('interpolation', 'nearest');
    if (!interpolations.has(kind)) throw unknown({ options }, kind);
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
    const [, rows, columns] = call.imageShape(call.input());
    const keepsAspect = [options.config['crop_to_aspect_ratio'], options.config['pad_to_aspect_ratio']].includes(true);
    if (keepsAspect && rows * width !== columns * height)
      throw options.problem('resizing that keeps the aspect ratio is not supported');
    return resize(call, call.input(), height, width, options.word('interpolation', 'bilinear'));
  },
};

const resizeOperation: LayerKind = {
  build: (call) => {
    const { given } = call;
    const [height = 1, width = 1] = given.integers(given.argument(1, 'size'), 'the size');
    const kind = given.argument(2, 'method', 'interpolation') ?? 'bilinear';
    if (given.isTrue(given.argument(5, 'antialias'))) throw call.options.problem('antialias=True is not supported');
    return resize(call, given.operand(), height, width, typeof kind === 'string' ? kind.toLowerCase() : 'unknown');
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
