import { type NoAttributes, noAttributes, none, unaryOperator } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { keras } from './keras.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x */
    logical_not: NoAttributes;
  }
}

/** ¬x */
export const logicalNot = unaryOperator({
  name: 'logical_not',
  version: 1,
  summary: 'logical negation',
  slots: {
    onnx,
    pytorch,
    keras,
    kernels,
    micro: 'AddLogicalNot',
    gradient: none('it works on truth values, which no small step of training changes'),
    tflite,
  },
  attributes: noAttributes,
  plain: { bool: (x) => 1 - x },
});
