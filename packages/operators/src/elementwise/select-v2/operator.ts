import {
  broadcastShape,
  defineOperator,
  noAttributes,
  type NoAttributes,
  none,
  select,
  selectionOf,
  selectionProblem,
  type TensorType,
} from '@tinyml/core';
import { kernels } from './kernels.ts';
import { quantize } from './quantize.ts';
import { tflite } from './tflite.ts';
import { keras } from './keras.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** condition bool, x, y; NumPy broadcasting */
    select_v2: NoAttributes;
  }
}

/** x where the condition holds, else y: all broadcast. */
export const selectV2 = defineOperator({
  name: 'select_v2',
  version: 1,
  summary: 'elements of one tensor or another, by a condition, all broadcast',
  traits: { elementwise: true, keepsChannels: true },
  slots: {
    onnx,
    keras,
    quantize,
    kernels,
    micro: 'AddSelectV2',
    gradient: none('its condition is true or false, and passes that train compute in float32 throughout'),
    tflite,
  },
  attributes: noAttributes,
  arity: { inputs: [3, 3], outputs: [1, 1] },
  infer({ inputs }) {
    const { condition, x, y } = selectionOf(inputs);
    const shape = broadcastShape(condition.type.shape, broadcastShape(x.type.shape, y.type.shape));
    return [{ dtype: x.type.dtype, shape }];
  },
  check: ({ inputs, outputs: [output] }) => selectionProblem(inputs, output),
  run({ inputs, outputs: [output] }) {
    const operands = selectionOf(inputs);
    return [select(operands, operands.condition.type.shape, output as TensorType)];
  },
  macs: () => 0,
});
