import { elementCount, type Shape } from '../ir/type.ts';

/**
 * How an int8 filter is stored on the device: `coded` as runs of zeros and a prefix code, `sparse` as pairs of a distance
 * and a value, `packed4` two a byte. The constant itself stays as it is: passes, the interpreter and writers see plain int8.
 */
export const weightEncodings = ['coded', 'sparse', 'packed4'] as const;
export type WeightEncoding = (typeof weightEncodings)[number];

/** Values in a row of an encoding: those of one output, or all where an output's do not lie together. */
export const encodedRow = (shape: Shape, channelAxis: number): number =>
  elementCount(channelAxis === 0 ? shape.slice(1) : shape);
