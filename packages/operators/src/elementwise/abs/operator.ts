import {
  multiplyByQuantizedMultiplier,
  type NoAttributes,
  noAttributes,
  type PerTensorQuant,
  quantizeMultiplier,
  unaryOperator,
} from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { keras } from './keras.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x */
    abs: NoAttributes;
  }
}

const factor = (input: PerTensorQuant, output: PerTensorQuant): number => Math.fround(input.scale / output.scale);

/** |x| */
export const abs = unaryOperator({
  name: 'abs',
  version: 1,
  summary: 'absolute value',
  traits: { homogeneous: true },
  slots: { onnx, pytorch, keras, kernels, micro: 'AddAbs', gradient: () => import('./gradient.ts'), tflite },
  attributes: noAttributes,
  float32: () => Math.abs,
  quantizedTypes: ['int8', 'int16'],
  quantized(_, input, output) {
    if (input.scale === output.scale) return (stored) => Math.abs(stored - input.zeroPoint) + output.zeroPoint;
    const { multiplier, shift } = quantizeMultiplier(factor(input, output));
    return (stored) =>
      multiplyByQuantizedMultiplier(Math.abs(stored - input.zeroPoint), multiplier, shift) + output.zeroPoint;
  },
  quantizedProblem: (_, input, output) =>
    factor(input, output) < 2 ** (input.dtype === 'int16' ? 14 : 22)
      ? undefined
      : "the result's scale is too small against the operand's",
  plain: { int16: Math.abs, int32: Math.abs },
});
