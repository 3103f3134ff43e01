import {
  broadcastShape,
  constantNumbers,
  defineOperator,
  noAttributes,
  type NoAttributes,
  operandNumbers,
  OperatorError,
  required,
} from '@tinyml/core';
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
    const shape = broadcastShape(operandNumbers('a shape', a), operandNumbers('a shape', b));
    if (required(a).type.dtype === 'int64') return [BigInt64Array.from(shape, BigInt)];
    if (shape.some((size) => size < 0)) throw new OperatorError('a size is negative');
    return [Int32Array.from(shape)];
  },
  macs: () => 0,
});
