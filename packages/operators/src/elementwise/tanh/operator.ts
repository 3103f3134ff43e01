import {
  noAttributes,
  type NoAttributes,
  type PerTensorQuant,
  storedFunction,
  type StoredFunction,
  unaryOperator,
} from '@tinyml/core';
import { powerOfTwo, sigmoidTable, tablePosition, tableScale } from '@tinyml/core/internal';
import { keras } from './keras.ts';
import { quantize } from './quantize.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { kernels } from './kernels.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly tanh: NoAttributes;
  }
}

/** On 16 bits, exactly as TensorFlow Lite does: tanh(x) = 2 · sigmoid(2x) − 1, by the sigmoid's table. */
const interpolated = (input: PerTensorQuant): StoredFunction => {
  const scale = tableScale(input.scale, true);
  return (stored) => {
    const position = tablePosition(stored, scale);
    const index = Math.abs(position) >> 8;
    const low = sigmoidTable[index] as number;
    const rest = Math.abs(position) & 255;
    const sum = index >= 255 ? 65535 * 256 : low * 256 + rest * ((sigmoidTable[index + 1] as number) - low);
    return Math.floor((position >= 0 ? sum - 2 ** 23 + 128 : 2 ** 23 - sum + 127) / 256);
  };
};

/** Hyperbolic tangent. 16-bit results have a scale of 1/32768, as in TensorFlow Lite. */
export const tanh = unaryOperator({
  name: 'tanh',
  version: 1,
  summary: 'hyperbolic tangent',
  traits: { monotone: true },
  slots: { onnx, pytorch, micro: 'AddTanh', kernels, gradient: () => import('./gradient.ts'), keras, quantize, tflite },
  attributes: noAttributes,
  float32: () => Math.tanh,
  quantizedTypes: ['int8', 'uint8', 'int16'],
  quantized: (_, input, output) =>
    input.dtype === 'int16' ? interpolated(input) : storedFunction(input, output, Math.tanh),
  quantizedProblem: (_, __, output) =>
    output.dtype === 'int16' && powerOfTwo(output.scale) !== -15
      ? "the int16 result's scale must be 1/32768"
      : undefined,
});
