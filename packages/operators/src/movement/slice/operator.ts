import {
  none,
  constantNumbers,
  defineOperator,
  gather,
  indexProblem,
  movementProblem,
  noAttributes,
  type NoAttributes,
  operandNumbers,
  OperatorError,
  required,
  rowMajorStrides,
  type Shape,
  type StridedView,
} from '@tinyml/core';
declare module '@tinyml/core' {
  interface Ops {
    readonly slice: NoAttributes;
  }
}

/** @throws OperatorError for a part that is not inside */
const partView = (shape: Shape, begin: readonly number[], size: readonly number[]): StridedView => {
  if (begin.length !== shape.length || size.length !== shape.length)
    throw new OperatorError(`begin and size must have ${String(shape.length)} elements each`);
  const strides = rowMajorStrides(shape);
  const part = size.map((wanted, axis) => (wanted === -1 ? (shape[axis] as number) - (begin[axis] as number) : wanted));
  part.forEach((wanted, axis) => {
    const from = begin[axis] as number;
    if (from < 0 || wanted < 1 || from + wanted > (shape[axis] as number))
      throw new OperatorError(`${String(wanted)} from ${String(from)} on is not a part of ${String(shape[axis])}`);
  });
  return { shape: part, strides, start: begin.reduce((sum, from, axis) => sum + from * (strides[axis] as number), 0) };
};

/** The part of x [d0, d1, …] that begins at `begin` and has `size`, −1 for the rest of a dimension. */
export const slice = defineOperator({
  name: 'slice',
  version: 1,
  summary: 'a part of a tensor, by its first element and its size',
  traits: { movement: true },
  slots: {
    gradient: none('nothing is trained through it yet'),
    kernels: none('there is no C for it yet'),
  },
  attributes: noAttributes,
  arity: { inputs: [3, 3], outputs: [1, 1] },
  infer({ inputs: [x, begin, size] }) {
    const { type } = required(x);
    const view = partView(type.shape, constantNumbers('begin', begin), constantNumbers('size', size));
    return [{ ...type, shape: view.shape }];
  },
  check: ({ inputs: [x, begin, size], outputs }) =>
    indexProblem('begin', begin) ?? indexProblem('size', size) ?? movementProblem([x], outputs),
  run({ inputs: [x, begin, size] }) {
    const { type, data } = required(x);
    const view = partView(type.shape, operandNumbers('begin', begin), operandNumbers('size', size));
    return [gather(type.dtype, data, view)];
  },
  macs: () => 0,
});
