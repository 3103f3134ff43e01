import type { OpName } from '../ir/ops.ts';
import { elementCount, type Shape } from '../ir/type.ts';

/**
 * How an int8 filter is stored on the device: `coded` as runs of zeros and a prefix code, `sparse` as pairs of a distance
 * and a value, `packed4` two a byte. The constant itself stays as it is: passes, the interpreter and writers see plain int8.
 */
export const weightEncodings = ['coded', 'sparse', 'packed4'] as const;
export type WeightEncoding = (typeof weightEncodings)[number];

/** The encodings that an operator has kernels for: with int8 activations, or with float ones. */
export const encodingsOf = (op: OpName, activations: 'int8' | 'float32'): readonly WeightEncoding[] => {
  if (op === 'fully_connected') return weightEncodings;
  return activations === 'int8' && (op === 'conv_2d' || op === 'depthwise_conv_2d') ? ['coded', 'packed4'] : [];
};

/** Values in a row: those of one output, or all where an output's do not lie together. */
export const encodedRow = (op: OpName, shape: Shape): number =>
  op === 'depthwise_conv_2d' ? elementCount(shape) : elementCount(shape.slice(1));
