import type { ValueId } from '@tinyml/core';
import { LayerError } from './config.ts';
import type { LayerCall } from './layer.ts';

/** An image in another size, each pixel the nearest one; the image itself where that is its size. */
export const resizeImage = (call: LayerCall, x: ValueId, height: number, width: number, kind: string): ValueId => {
  const { shape } = call.typeOf(x);
  if (shape.length !== 4) throw new LayerError('its input does not have 4 dimensions');
  if (shape[1] === height && shape[2] === width) return call.emit('identity', {}, [x]);
  if (kind !== 'nearest')
    throw new LayerError(
      `${kind} interpolation is not supported; nearest is`,
      "use interpolation='nearest', or resize outside of the model",
    );
  const size = call.ints('size', [2], [height, width]);
  return call.emit('resize_nearest_neighbor', { alignCorners: false, halfPixelCenters: true }, [x, size]);
};
