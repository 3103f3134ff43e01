import {
  noAttributes,
  type NoAttributes,
  type PerTensorQuant,
  storedFunction,
  type StoredFunction,
  unaryOperator,
} from '@tinyml/core';
import { sigmoidTable, tablePosition, tableScale } from '@tinyml/core/internal';
import { keras } from './keras.ts';
import { quantize } from './quantize.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { kernels } from './kernels.ts';
import { onnx } from './onnx.ts';
import { tensorflow } from './tensorflow.ts';

declare module '@tinyml/core' {
  interface Ops {
    readonly logistic: NoAttributes;
  }
}

const sigmoid = (x: number): number => 1 / Math.fround(1 + Math.fround(Math.exp(-x)));

/** On 16 bits: the table read between its points, exactly as TensorFlow Lite does. */
const interpolated = (input: PerTensorQuant): StoredFunction => {
  const scale = tableScale(input.scale, false);
  return (stored) => {
    const position = tablePosition(stored, scale);
    const index = Math.abs(position) >> 9;
    const low = sigmoidTable[index] as number;
    const rest = Math.abs(position) & 511;
    const half = index >= 255 ? 32767 * 1024 : low * 512 + rest * ((sigmoidTable[index + 1] as number) - low);
    return Math.floor((position >= 0 ? half + 512 : 2 ** 25 - half + 511) / 1024);
  };
};

/** 1 / (1 + exp(−x)). Stored results have a scale of 1/256 (8 bits) or 1/32768 (16 bits), as in TensorFlow Lite. */
export const logistic = unaryOperator({
  name: 'logistic',
  version: 1,
  summary: 'sigmoid, 1 / (1 + exp(−x))',
  traits: { monotone: true, probabilities: 'logistic' },
  slots: {
    tensorflow,
    onnx,
    pytorch,
    micro: 'AddLogistic',
    kernels,
    gradient: () => import('./gradient.ts'),
    keras,
    quantize,
    tflite,
  },
  attributes: noAttributes,
  float32: () => (x) => 1 / (1 + Math.exp(-x)),
  quantizedTypes: ['int8', 'uint8', 'int16'],
  quantized: (_, input, output) =>
    input.dtype === 'int16' ? interpolated(input) : storedFunction(input, output, sigmoid),
  quantizedProblem(_, __, { dtype, scale }) {
    const steps = dtype === 'int16' ? 32768 : 256;
    return scale === 1 / steps ? undefined : `the ${dtype} result's scale must be 1/${String(steps)}`;
  },
});
