import { binaryOperator, type NoAttributes, noAttributes, none } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { keras } from './keras.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** a, b; NumPy broadcasting */
    logical_and: NoAttributes;
  }
}

/** a ∧ b */
export const logicalAnd = binaryOperator({
  name: 'logical_and',
  version: 1,
  summary: 'logical and, element by element',
  traits: { elementwise: true, keepsChannels: true },
  slots: {
    onnx,
    pytorch,
    keras,
    kernels,
    micro: 'AddLogicalAnd',
    gradient: none('it works on truth values, which no small step of training changes'),
    tflite,
  },
  attributes: noAttributes,
  plain: { bool: () => (a, b) => a & b },
});
