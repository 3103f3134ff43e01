import {
  constantNumbers,
  defineOperator,
  indexProblem,
  movementProblem,
  noAttributes,
  type NoAttributes,
  none,
  required,
  resolveAxis,
} from '@tinyml/core';
import { tflite } from './tflite.ts';
import { kernels } from './kernels.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x, axis int32 scalar */
    readonly expand_dims: NoAttributes;
  }
}

/** The same elements with a dimension of 1 more. */
export const expandDims = defineOperator({
  name: 'expand_dims',
  version: 1,
  summary: 'adds a dimension of size 1',
  traits: { keepsOrder: true, movement: true },
  slots: {
    micro: 'AddExpandDims',
    kernels,
    keras: none('where Keras has it, it is a reshape'),
    tflite,
  },
  attributes: noAttributes,
  arity: { inputs: [2, 2], outputs: [1, 1] },
  infer({ inputs: [x, axis] }) {
    const { type } = required(x);
    const at = resolveAxis(constantNumbers('the axis', axis)[0] ?? 0, type.shape.length + 1);
    return [{ ...type, shape: type.shape.toSpliced(at, 0, 1) }];
  },
  check: ({ inputs: [x, axis], outputs }) => indexProblem('an axis', axis) ?? movementProblem([x], outputs),
  run: ({ inputs }) => [required(inputs[0]).data],
  macs: () => 0,
});
