import type { ValueId } from '@tinyml/core';
import type { KerasEntry, LayerCall, LayerKind, Rank } from '@tinyml/formats';

const attrs = { alignCorners: false, halfPixelCenters: true };

/** An image in another size, each pixel the nearest one; the image itself where that is its size. */
const resize = (call: LayerCall, x: ValueId, height: number, width: number, kind: string): ValueId => {
  const [, rows, columns] = call.imageShape(x);
  if (rows === height && columns === width) return call.emit('identity', {}, [x]);
  if (kind !== 'nearest')
    throw call.options.problem(
      `${kind} interpolation is not supported; nearest is`,
      "use interpolation='nearest', or resize outside of the model",
    );
  return call.emit('resize_nearest_neighbor', attrs, [x, call.ints('size', [2], [height, width])]);
};

const upSampling = (rank: Rank): LayerKind => ({
  check: (options) => {
    options.perAxis('size', rank, 2);
    const kind = options.word('interpolation', 'nearest');
    if (kind !== 'nearest')
      throw options.problem(`interpolation ${kind} is not supported`, "use interpolation='nearest'");
  },
  build: (call) => {
    const x = call.asImage(rank);
    const [, height, width] = call.imageShape(x);
    const [rows, columns] = call.options.perAxis('size', rank, 2);
    return call.asSeries(rank, resize(call, x, height * rows, width * columns, 'nearest'));
  },
});

const resizing: LayerKind = {
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

/** [n, c] as each of `n` steps of [n, steps, c]. */
const repeatVector: LayerKind = {
  check: (options) => options.number('n', 1),
  build: (call) => {
    const { shape } = call.typeOf(call.input());
    const [n = 1, channels = 1] = shape;
    if (shape.length !== 2) throw call.options.problem('its input does not have 2 dimensions');
    const pixel = call.view(call.input(), [n, 1, 1, channels], 'image');
    const size = call.ints('size', [2], [1, call.options.number('n', 1)]);
    return call.asSeries(1, call.emit('resize_nearest_neighbor', attrs, [pixel, size]));
  },
};

const resizeOperation: LayerKind = {
  build: (call) => {
    const { given } = call;
    const [height = 1, width = 1] = given.integers(given.argument(1, 'size'), 'the size');
    const kind = given.argument(2, 'method', 'interpolation') ?? 'bilinear';
    return resize(call, given.operand(), height, width, typeof kind === 'string' ? kind.toLowerCase() : 'unknown');
  },
};

export const keras: KerasEntry = {
  layers: { RepeatVector: repeatVector, Resizing: resizing, UpSampling1D: upSampling(1), UpSampling2D: upSampling(2) },
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
