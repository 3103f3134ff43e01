import {
  none,
  broadcastShape,
  constantNumbers,
  defineOperator,
  noAttributes,
  type NoAttributes,
  operandNumbers,
  required,
} from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly broadcast_args: NoAttributes;
  }
}

/** The shape that two shapes, int32[k] or int64[k] each, broadcast to. */
export const broadcastArgs = defineOperator({
  name: 'broadcast_args',
  version: 1,
  summary: 'the shape that two shapes broadcast to',
  slots: {
    keras: none('the importer knows the shapes that are broadcast'),
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
    micro: 'AddBroadcastArgs',
  },
  attributes: noAttributes,
  arity: { inputs: [2, 2], outputs: [1, 1] },
  infer({ inputs: [a, b] }) {
    const [first, second] = [required(a), required(b)];
    if (first.constant !== undefined && second.constant !== undefined)
      broadcastShape(constantNumbers('a shape', first), constantNumbers('a shape', second));
    return [{ dtype: first.type.dtype, shape: [Math.max(first.type.shape[0] ?? 0, second.type.shape[0] ?? 0)] }];
  },
  check: ({ inputs: [a, b], outputs: [y] }) =>
    (a?.dtype === 'int32' || a?.dtype === 'int64') && a.dtype === b?.dtype && a.dtype === y?.dtype
      ? undefined
      : 'shapes are int32 or int64, all of one type',
  run({ inputs: [a, b] }) {
    const [first, second] = [operandNumbers('a shape', a), operandNumbers('a shape', b)];
    const rank = Math.max(first.length, second.length);
    // What does not fit is told where shapes are inferred; a device only has to give some shape.
    const shape = Array.from({ length: rank }, (_, i) => {
      const [x, y] = [first[i - rank + first.length] ?? 1, second[i - rank + second.length] ?? 1];
      return x === 1 ? y : x;
    });
    return [required(a).type.dtype === 'int64' ? BigInt64Array.from(shape, BigInt) : Int32Array.from(shape)];
  },
  macs: () => 0,
});
