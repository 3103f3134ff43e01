import { withoutAxisOperand } from '../../movement/moved-axes.ts';
import { defineOperator, none, type OptionsOf } from '@tinyml/core';
import { extremePlace, type placeAttributes } from '../extreme-place.ts';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { keras } from './keras.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly arg_min: OptionsOf<typeof placeAttributes>;
  }
}

/** Where along an axis the least element stands; the first of equals. Operands: x, axis int32 scalar. */
export const argMin = defineOperator({
  name: 'arg_min',
  summary: 'where along an axis the least element stands',
  ...extremePlace((a, b) => a < b),
  slots: {
    onnx,
    axisOrder: withoutAxisOperand(0, 1),
    keras,
    gradient: none('nothing is trained through it yet'),
    kernels,
    tflite,
    micro: 'AddArgMin',
  },
});
