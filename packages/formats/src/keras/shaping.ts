import { elementCount } from '@tinyml/core';
import { permuteAxes } from './axis.ts';
import { integers, LayerError, optionalNumber } from './config.ts';
import type { LayerCall, LayerKind } from './layer.ts';
import { seriesOf } from './series.ts';

/** The shape of an input that is an image. */
export const imageShape = (call: LayerCall): readonly [number, number, number, number] => {
  const { shape } = call.typeOf(call.input());
  const [n, height, width, channels] = shape;
  if (shape.length !== 4 || n === undefined || height === undefined || width === undefined || channels === undefined)
    throw new LayerError('its input does not have 4 dimensions');
  return [n, height, width, channels];
};

export const flatten: LayerKind = {
  build: (call) => {
    const { shape } = call.typeOf(call.input());
    return call.emit('reshape', { newShape: [shape[0] ?? 1, elementCount(shape.slice(1))] }, [call.input()]);
  },
};

export const reshape: LayerKind = {
  check: (config) => integers(config, 'target_shape'),
  build: (call) => {
    const { shape } = call.typeOf(call.input());
    const target = integers(call.config, 'target_shape');
    const unknown = target.indexOf(-1);
    const rest = elementCount(shape.slice(1)) / -elementCount(target);
    const sizes = target.map((size, i) => (i === unknown ? rest : size));
    if (
      elementCount(sizes) !== elementCount(shape.slice(1)) ||
      !sizes.every((size) => Number.isInteger(size) && size > 0)
    )
      throw new LayerError(`[${shape.slice(1).join(', ')}] cannot become [${target.join(', ')}]`);
    return call.emit('reshape', { newShape: [shape[0] ?? 1, ...sizes] }, [call.input()]);
  },
};

/** `dims` count from 1, without the batch. */
export const permute: LayerKind = {
  check: (config) => integers(config, 'dims'),
  build: (call) => {
    const dims = integers(call.config, 'dims');
    const { shape } = call.typeOf(call.input());
    if (dims.length !== shape.length - 1 || dims.toSorted((a, b) => a - b).some((axis, i) => axis !== i + 1))
      throw new LayerError(`dims [${dims.join(', ')}] are no order of its input's axes`);
    const result = permuteAxes(call, call.input(), [0, ...dims], 'order');
    return result === call.input() ? call.emit('identity', {}, [result]) : result;
  },
};

/** [n, c] as each of `n` steps of [n, steps, c]. */
export const repeatVector: LayerKind = {
  check: (config) => optionalNumber(config, 'n', 1),
  build: (call) => {
    const { shape } = call.typeOf(call.input());
    const [n = 1, channels = 1] = shape;
    if (shape.length !== 2) throw new LayerError('its input does not have 2 dimensions');
    const pixel = call.view(call.input(), [n, 1, 1, channels], 'image');
    const size = call.ints('size', [2], [1, optionalNumber(call.config, 'n', 1)]);
    const attrs = { alignCorners: false, halfPixelCenters: true };
    return seriesOf(call, call.emit('resize_nearest_neighbor', attrs, [pixel, size]));
  },
};
