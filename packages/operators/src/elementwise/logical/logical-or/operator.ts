import { binaryOperator, type NoAttributes, noAttributes, none } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { keras } from './keras.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** a, b; NumPy broadcasting */
    logical_or: NoAttributes;
  }
}

/** a ∨ b */
export const logicalOr = binaryOperator({
  name: 'logical_or',
  version: 1,
  summary: 'logical or, element by element',
  traits: { elementwise: true, keepsChannels: true },
  slots: {
    onnx,
    pytorch,
    keras,
    kernels,
    micro: 'AddLogicalOr',
    gradient: none('it works on truth values, which no small step of training changes'),
    tflite,
  },
  attributes: noAttributes,
  plain: { bool: () => (a, b) => a | b },
});
