import {
  defineOperator,
  noAttributes,
  type NoAttributes,
  none,
  OperatorError,
  sameShape,
  select as selected,
  selectionOf,
  selectionProblem,
  type TensorType,
} from '@tinyml/core';
import { conditionShape } from './condition-shape.ts';
import { kernels } from './kernels.ts';
import { quantize } from './quantize.ts';
import { tflite } from './tflite.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** condition bool, x, y of one shape */
    select: NoAttributes;
  }
}

/** x where the condition holds, else y. The condition has their shape, is a scalar, or a vector along the first axis. */
export const select = defineOperator({
  name: 'select',
  version: 1,
  summary: 'elements of one tensor or another, by a condition of their shape or one for each entry of the first axis',
  traits: { keepsChannels: true },
  slots: {
    keras: none("Keras's where broadcasts, as select_v2 does"),
    quantize,
    kernels,
    gradient: none('its condition is true or false, and passes that train compute in float32 throughout'),
    tflite,
  },
  attributes: noAttributes,
  arity: { inputs: [3, 3], outputs: [1, 1] },
  infer({ inputs }) {
    const { condition, x, y } = selectionOf(inputs);
    if (!sameShape(x.type.shape, y.type.shape)) throw new OperatorError('x and y must have one shape');
    const { shape } = condition.type;
    const fits =
      shape.length === 0 || sameShape(shape, x.type.shape) || (shape.length === 1 && shape[0] === x.type.shape[0]);
    if (!fits) throw new OperatorError(`a condition [${shape.join(', ')}] does not fit [${x.type.shape.join(', ')}]`);
    return [{ dtype: x.type.dtype, shape: x.type.shape }];
  },
  check: ({ inputs, outputs: [output] }) => selectionProblem(inputs, output),
  run({ inputs, outputs: [output] }) {
    const operands = selectionOf(inputs);
    const { condition, x } = operands;
    return [selected(operands, conditionShape(condition.type.shape, x.type.shape), output as TensorType)];
  },
  macs: () => 0,
});
