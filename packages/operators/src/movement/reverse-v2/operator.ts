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
  required,
  resolveAxes,
  rowMajorStrides,
} from '@tinyml/core';
declare module '@tinyml/core' {
  interface Ops {
    readonly reverse_v2: NoAttributes;
  }
}

/** x with the order of its elements reversed along the axes. */
export const reverseV2 = defineOperator({
  name: 'reverse_v2',
  version: 1,
  summary: 'the elements in reverse order along axes',
  traits: { movement: true },
  slots: {
    gradient: none('nothing is trained through it yet'),
    kernels: none('there is no C for it yet'),
  },
  attributes: noAttributes,
  arity: { inputs: [2, 2], outputs: [1, 1] },
  infer({ inputs: [x, axes] }) {
    const { type } = required(x);
    resolveAxes(constantNumbers('the axes', axes), type.shape.length);
    return [type];
  },
  check: ({ inputs: [x, axes], outputs }) => indexProblem('axes', axes) ?? movementProblem([x], outputs),
  run({ inputs: [x, axesOperand] }) {
    const { type, data } = required(x);
    const axes = resolveAxes(operandNumbers('axes', axesOperand), type.shape.length);
    const strides = rowMajorStrides(type.shape);
    const start = axes.reduce((sum, axis) => sum + ((type.shape[axis] as number) - 1) * (strides[axis] as number), 0);
    const reversed = strides.map((stride, axis) => (axes.includes(axis) ? -stride : stride));
    return [gather(type.dtype, data, { shape: type.shape, strides: reversed, start })];
  },
  macs: () => 0,
});
