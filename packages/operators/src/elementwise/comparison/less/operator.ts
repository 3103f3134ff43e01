import { comparisonOperator, type NoAttributes, none } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { keras } from './keras.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** a, b; NumPy broadcasting */
    less: NoAttributes;
  }
}

/** a < b, a truth value. */
export const less = comparisonOperator({
  name: 'less',
  summary: 'whether a is less than b, element by element',
  slots: {
    onnx,
    pytorch,
    keras,
    kernels,
    quantize: none('it compares real numbers, and gives truth values'),
    micro: 'AddLess',
    gradient: none('its result is true or false, which no small step of training changes'),
    tflite,
  },
  numbers: (a, b) => a < b,
  bigs: (a, b) => a < b,
});
