import type { OpName } from '../ir/ops.ts';
import { elementCount, type Shape } from '../ir/type.ts';

/**
 * How an int8 filter is stored on the device: `coded` as runs of zeros and a prefix code, `packed4` two a byte. The
 * constant itself stays as it is: passes, the interpreter and writers see plain int8 values.
 */
export const weightEncodings = ['coded', 'packed4'] as const;
export type WeightEncoding = (typeof weightEncodings)[number];

/** The operators that have kernels for these encodings: with int8 activations, or with float ones. */
export const encodableOperators: Readonly<Record<'int8' | 'hybrid', readonly OpName[]>> = {
  int8: ['conv_2d', 'depthwise_conv_2d', 'fully_connected'],
  hybrid: ['fully_connected'],
};

/** Values in a row: those of one output, or all where an output's do not lie together. */
export const encodedRow = (op: OpName, shape: Shape): number =>
  op === 'depthwise_conv_2d' ? elementCount(shape) : elementCount(shape.slice(1));
