import { elementCount } from '@tinyml/core';
import { edges, integers, LayerError, pair } from './config.ts';
import type { LayerCall, LayerKind } from './layer.ts';

const image = (call: LayerCall): readonly [number, number, number, number] => {
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
    return call.emit('transpose', {}, [call.input(), call.ints('perm', [shape.length], [0, ...dims])]);
  },
};

export const zeroPadding2d: LayerKind = {
  check: (config) => edges(config, 'padding'),
  build: (call) => {
    image(call);
    const [rows, columns] = edges(call.config, 'padding');
    return call.emit('pad', {}, [call.input(), call.ints('paddings', [4, 2], [0, 0, ...rows, ...columns, 0, 0])]);
  },
};

export const cropping2d: LayerKind = {
  check: (config) => edges(config, 'cropping'),
  build: (call) => {
    const [n, height, width, channels] = image(call);
    const [[top, bottom], [left, right]] = edges(call.config, 'cropping');
    const attrs = { beginMask: 0, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0 };
    return call.emit('strided_slice', attrs, [
      call.input(),
      call.ints('begin', [4], [0, top, left, 0]),
      call.ints('end', [4], [n, height - bottom, width - right, channels]),
      call.ints('strides', [4], [1, 1, 1, 1]),
    ]);
  },
};

export const upSampling2d: LayerKind = {
  check: (config) => {
    pair(config, 'size', [2, 2]);
    const kind = config['interpolation'] ?? 'nearest';
    if (kind !== 'nearest') throw new LayerError(`interpolation ${JSON.stringify(kind)} is not supported`);
  },
  build: (call) => {
    const [, height, width] = image(call);
    const [rows, columns] = pair(call.config, 'size', [2, 2]);
    const size = call.ints('size', [2], [height * rows, width * columns]);
    return call.emit('resize_nearest_neighbor', { alignCorners: false, halfPixelCenters: true }, [call.input(), size]);
  },
};
