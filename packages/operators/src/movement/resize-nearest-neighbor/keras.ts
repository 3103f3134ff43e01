import type { KerasEntry, LayerKind } from '@tinyml/formats';

/** [n, c] as each of `n` steps of [n, steps, c]. */
const repeatVector: LayerKind = {
  check: (options) => options.number('n', 1),
  build: (call) => {
    const { shape } = call.typeOf(call.input());
    const [n = 1, channels = 1] = shape;
    if (shape.length !== 2) throw call.options.problem('its input does not have 2 dimensions');
    const pixel = call.view(call.input(), [n, 1, 1, channels], 'image');
    const size = call.ints('size', [2], [1, call.options.number('n', 1)]);
    return call.asSeries(
      1,
      call.emit('resize_nearest_neighbor', { alignCorners: false, halfPixelCenters: true }, [pixel, size]),
    );
  },
};

export const keras: KerasEntry = { layers: { RepeatVector: repeatVector } };
