// Convolutions of one channel in steps of 1, which is what most networks on grey images begin with, as products with
// shifted copies of the image. For 64 images of 28×28, 3×3, 12 filters, on one thread of native TensorFlow: 1.8 ms, 2.7 with
// the filter's gradient, where TensorFlow's own convolution takes 2.7 and 4.8; with the max-pool that follows 2.3 and 4.6
// where TensorFlow takes 3.3 and 8.6.
import type { Padding, Pair } from '@tinyml/core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import type { Tf } from '../../backend.ts';
import { operand } from '../layout.ts';
import type { Execute, Lowering } from '../lowering.ts';
import { explicitPadding, padImage } from './image.ts';

/** Taps of a filter that are worth a copy of the image each. */
const mostTaps = 25;

export const isOneChannel = ({ attrs, inputs }: Lowering<'conv_2d'>): boolean => {
  const [, h = 1, w = 1, channels] = operand(inputs, 1).shape;
  const { strides, dilations } = attrs;
  return channels === 1 && h * w <= mostTaps && [...strides, ...dilations].every((step) => step === 1);
};

/** Height and width of a filter [o, h, w, 1]. */
const sizeOf = ({ inputs }: Lowering<'conv_2d'>): Pair => {
  const [, h = 1, w = 1] = operand(inputs, 1).shape;
  return [h, w];
};

const padded = ({ tf, attrs, inputs }: Lowering<'conv_2d'>, size: Pair): ((x: Tensor) => Tensor4D) => {
  const pads: Padding = explicitPadding(attrs.padding, operand(inputs, 0).shape, size, [1, 1]);
  return (x) => padImage(tf, x, pads).image;
};

/** [taps, pixels] from one copy [1, …] of the image for each tap. */
const columnsOf = (tf: Tf, copies: readonly Tensor[]): Tensor => tf.concat([...copies], 0).reshape([copies.length, -1]);

/** A filter [o, h, w, 1] as [o, taps]. */
const rowsOf = (filter: Tensor): Tensor => filter.reshape([filter.shape[0] as number, -1]);

/** The convolution without bias and activation. */
export const convolveChannel = (lowering: Lowering<'conv_2d'>): ((x: Tensor, filter: Tensor) => Tensor) => {
  const { tf } = lowering;
  const [h, w] = sizeOf(lowering);
  const pad = padded(lowering, [h, w]);
  return (x, filter) => {
    const image = pad(x);
    const [n, height, width] = image.shape;
    const [rows, columns] = [height - h + 1, width - w + 1];
    const copies = Array.from({ length: h * w }, (_, tap) =>
      tf.slice(image, [0, Math.floor(tap / w), tap % w, 0], [n, rows, columns, 1]),
    );
    const product = tf.matMul(columnsOf(tf, copies), rowsOf(filter), true, true);
    return product.reshape([n, rows, columns, filter.shape[0] as number]);
  };
};

/** The greatest of four. Of equals the first has the gradient, as in TensorFlow's max-pool. */
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

/**
 * The convolution and a max-pool of 2×2 in steps of 2 at once: the four pixels of each window are computed as four images
 * of the result's size, from the four images that every second row and column of the input make. undefined where the pool
 * is another one, or pads.
 */
export const convolveAndPoolChannel = (
  lowering: Lowering<'conv_2d'>,
  pool: Lowering<'max_pool_2d'>,
): Execute | undefined => {
  const { tf, outputs } = lowering;
  const { filter: window, strides, padding } = pool.attrs;
  const [, rows = 1, columns = 1] = operand(outputs, 0);
  const whole = padding === 'valid' || (padding === 'same' && rows % 2 === 0 && columns % 2 === 0);
  if (!isOneChannel(lowering) || !whole || ![...window, ...strides].every((size) => size === 2)) return undefined;
  const [h, w] = sizeOf(lowering);
  const [, pooledRows = 1, pooledColumns = 1] = operand(pool.outputs, 0);
  const halves: Pair = [pooledRows + Math.floor(h / 2), pooledColumns + Math.floor(w / 2)];
  const pad = padded(lowering, [h, w]);
  const greatest = greatestOfFour(tf);
  return (operands) => {
    const filter = operand(operands, 1);
    const image = pad(operand(operands, 0));
    const [n, height, width] = image.shape;
    // An even number of rows and columns: one more that nobody reads, or fewer than there are.
    const [more, wider] = [Math.max(0, 2 * halves[0] - height), Math.max(0, 2 * halves[1] - width)];
    const enough = more + wider === 0 ? image : padImage(tf, image, [0, more, 0, wider]).image;
    const even = tf.slice4d(enough, [0, 0, 0, 0], [n, 2 * halves[0], 2 * halves[1], 1]);
    const planes = tf.transpose(even.reshape([n, halves[0], 2, halves[1], 2]), [2, 4, 0, 1, 3]);
    const copy = (y: number, x: number): Tensor =>
      tf.slice(planes, [y % 2, x % 2, 0, y >> 1, x >> 1], [1, 1, n, pooledRows, pooledColumns]);
    const copies = Array.from({ length: (h + 1) * (w + 1) }, (_, i) => copy(Math.floor(i / (w + 1)), i % (w + 1)));
    const weights = rowsOf(filter);
    const pixels = [0, 1, 2, 3].map((corner) => {
      const taps = Array.from({ length: h * w }, (_, tap) => {
        const [y, x] = [Math.floor(tap / w) + (corner >> 1), (tap % w) + (corner % 2)];
        return copies[y * (w + 1) + x] as Tensor;
      });
      return tf.matMul(weights, columnsOf(tf, taps));
    });
    // Channels lie outermost so far: that product is the faster one.
    const pooled = tf.transpose(greatest(...pixels));
    return [pooled.reshape([n, pooledRows, pooledColumns, filter.shape[0] as number])];
  };
};
