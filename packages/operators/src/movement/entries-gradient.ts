import type { Tensor, Tf } from '@tinyml/training';

/** The entries `indices` of one axis. */
export const entriesOf = (tf: Tf, x: Tensor, axis: number, indices: readonly number[]): Tensor =>
  tf.gather(x, tf.tensor1d([...indices], 'int32'), axis);
