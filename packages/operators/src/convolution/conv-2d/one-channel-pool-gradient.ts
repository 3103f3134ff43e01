import { required, type Padding, type Pair } from '@tinyml/core';
import type { Execute, GradientRequest, Tensor, Tf } from '@tinyml/training';
import { columnsOf, filterSize, padded, rowsOf } from './one-channel-gradient.ts';

/** The greatest of four. The first of equal ones has the gradient, as in TensorFlow's max-pool. */
const greatestOfFour = (tf: Tf): ((...parts: Tensor[]) => Tensor) =>
  tf.customGrad((...all) => {
    const save = all.pop() as unknown as (tensors: Tensor[]) => void;
    const [a, b, c, d] = all as [Tensor, Tensor, Tensor, Tensor];
    const value = tf.maximum(tf.maximum(a, b), tf.maximum(c, d));
    save([a, b, c, value]);
    return {
      value,
      gradFunc: (dy, saved) => {
        const [first, second, third, greatest] = saved as [Tensor, Tensor, Tensor, Tensor];
        const zeros = tf.zerosLike(dy);
        const share = (x: Tensor, left: Tensor): Tensor => tf.where(tf.greaterEqual(x, greatest), left, zeros);
        const da = share(first, dy);
        const notA = tf.sub(dy, da);
        const db = share(second, notA);
        const notB = tf.sub(notA, db);
        const dc = share(third, notB);
        return [da, db, dc, tf.sub(notB, dc)];
      },
    };
  });

/** What this looks at of a pool: whichever operator reads the convolution has attributes of its own. */
interface PoolAttributes {
  readonly filter: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
}

const isMaxPool = (reader: GradientRequest): reader is GradientRequest & { readonly attrs: PoolAttributes } =>
  reader.op === 'max_pool_2d';

/**
 * A convolution of one channel and a max-pool of 2×2 with strides of 2 at once: the four pixels of each window are computed
 * as four images of the result's size, from the four images that every second row and column of the input make. undefined
 * where the pool is another one, or pads.
 */
export const convolveAndPoolChannel = (
  request: GradientRequest<'conv_2d'>,
  reader: GradientRequest,
): Execute | undefined => {
  if (!isMaxPool(reader)) return undefined;
  const { tf, tools, outputs } = request;
  const { filter: window, strides, padding } = reader.attrs;
  const [, rows = 1, columns = 1] = required(outputs[0]);
  const isWhole = padding === 'valid' || (padding === 'same' && rows % 2 === 0 && columns % 2 === 0);
  if (!isWhole || ![...window, ...strides].every((size) => size === 2)) return undefined;
  const [h, w] = filterSize(request);
  const [, pooledRows = 1, pooledColumns = 1] = required(reader.outputs[0]);
  const halves: Pair = [pooledRows + Math.floor(h / 2), pooledColumns + Math.floor(w / 2)];
  const pad = padded(request);
  const greatest = greatestOfFour(tf);
  return ([x, weights]) => {
    const filter = required(weights);
    const image = pad(required(x));
    const [n, height, width] = image.shape;
    // An even number of rows and columns: one more that nobody reads, or fewer than there are.
    const [more, wider] = [Math.max(0, 2 * halves[0] - height), Math.max(0, 2 * halves[1] - width)];
    const enough = more + wider === 0 ? image : tools.padImage(image, [0, more, 0, wider]).image;
    const even = tf.slice4d(enough, [0, 0, 0, 0], [n, 2 * halves[0], 2 * halves[1], 1]);
    const planes = tf.transpose(even.reshape([n, halves[0], 2, halves[1], 2]), [2, 4, 0, 1, 3]);
    const copy = (row: number, column: number): Tensor =>
      tf.slice(planes, [row % 2, column % 2, 0, row >> 1, column >> 1], [1, 1, n, pooledRows, pooledColumns]);
    const copies = Array.from({ length: (h + 1) * (w + 1) }, (_, i) => copy(Math.floor(i / (w + 1)), i % (w + 1)));
    const flat = rowsOf(filter);
    const pixels = [0, 1, 2, 3].map((corner) => {
      const taps = Array.from({ length: h * w }, (_, tap) => {
        const [row, column] = [Math.floor(tap / w) + (corner >> 1), (tap % w) + (corner % 2)];
        return copies[row * (w + 1) + column] as Tensor;
      });
      return tf.matMul(flat, columnsOf(tf, taps));
    });
    // Channels are the outermost dimension so far: that product is the faster one.
    const pooled = tf.transpose(greatest(...pixels));
    return [pooled.reshape([n, pooledRows, pooledColumns, filter.shape[0] as number])];
  };
};
