import { axisOrder } from './axis-order.ts';
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
} from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { reversedView } from './reversed-view.ts';

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
    axisOrder,
    keras: none('the importer reads a reversal as a slice with a negative step'),
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
    micro: 'AddReverseV2',
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
    return [gather(type.dtype, data, reversedView(type.shape, axes))];
  },
  macs: () => 0,
});
