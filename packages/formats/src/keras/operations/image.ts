import { LayerError, none, word } from '../config.ts';
import type { LayerCall, LayerKind } from '../layer.ts';
import { resizeImage } from '../resizing.ts';
import { imageOf, seriesOf } from '../series.ts';
import { argument, integersOf, numberOf } from './argument.ts';
import { operand, shapeOf } from './shape.ts';

export const resize: LayerKind = {
  build: (call) => {
    const [height = 1, width = 1] = integersOf(call, argument(call, 1, 'size'), 'the size');
    const kind = word(argument(call, 2, 'method', 'interpolation'), 'bilinear');
    return resizeImage(call, operand(call), height, width, kind);
  },
};

/** Keras 3's pad_images(images, top, left, bottom, right). */
export const padImages: LayerKind = {
  build: (call) => {
    const side = (position: number, name: string): number => numberOf(argument(call, position, name), name, 0);
    const rows = [side(1, 'top_padding'), side(3, 'bottom_padding')];
    const columns = [side(2, 'left_padding'), side(4, 'right_padding')];
    if (argument(call, 5, 'target_height') !== null || argument(call, 6, 'target_width') !== null)
      throw new LayerError('padding to a target size is not supported');
    return call.emit('pad', {}, [operand(call), call.ints('paddings', [4, 2], [0, 0, ...rows, ...columns, 0, 0])]);
  },
};

const spatial = (call: LayerCall, list: readonly number[], rank: number): readonly [number, number] => {
  const inner = list.length === rank ? list.slice(1, -1) : list;
  const [first = 1, second = first] = inner;
  return rank === 3 ? [1, first] : [first, second];
};

/** tf.nn.max_pool2d, keras.ops.max_pool and their like. */
export const pool = (op: 'max_pool_2d' | 'average_pool_2d'): LayerKind => ({
  build: (call) => {
    const x = operand(call);
    const rank = shapeOf(call, x).length;
    const size = argument(call, 1, 'ksize', 'pool_size');
    const filter = spatial(call, integersOf(call, size, 'the window'), rank);
    const strides = spatial(call, integersOf(call, argument(call, 2, 'strides') ?? size, 'the strides'), rank);
    const padding = word(argument(call, 3, 'padding'), 'valid');
    if (padding !== 'same' && padding !== 'valid') throw new LayerError(`padding ${padding} is not supported`);
    const layout = word(argument(call, 4, 'data_format'), 'channels_last');
    if (layout === 'channels_first' || layout.startsWith('nc')) throw new LayerError('data_format channels_first is not supported'); // prettier-ignore
    const attrs = { padding, strides, filter, activation: none } as const;
    return rank === 3 ? seriesOf(call, call.emit(op, attrs, [imageOf(call, x)])) : call.emit(op, attrs, [x]);
  },
});
