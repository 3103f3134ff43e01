import { noAttributes, type NoAttributes, unaryOperator } from '@tinyml/core';
import { erfc } from '@tinyml/core/internal';
import { keras } from './keras.ts';
import { kernels } from './kernels.ts';
import { pytorch } from './pytorch.ts';
import { onnx } from './onnx.ts';
import { tensorflow } from './tensorflow.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x */
    erf: NoAttributes;
  }
}

const elementFunction = (x: number): number => 1 - erfc(x);

/** The error function, 2/√π · ∫ exp(−t²) from 0 to x. */
export const erf = unaryOperator({
  name: 'erf',
  version: 1,
  summary: 'error function',
  slots: {
    tensorflow,
    onnx,
    pytorch,
    keras,
    kernels,
    gradient: () => import('./gradient.ts'),
    tflite: { forms: [], lower: ({ refuse }) => refuse('TensorFlow Lite has no error function') },
  },
  attributes: noAttributes,
  float32: () => elementFunction,
});
