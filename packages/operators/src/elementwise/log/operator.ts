import { type NoAttributes, noAttributes, storedFunction, unaryOperator } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { storedLog } from './stored-log.ts';
import { tflite } from './tflite.ts';
import { pytorch } from './pytorch.ts';
import { keras } from './keras.ts';
import { onnx } from './onnx.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x */
    log: NoAttributes;
  }
}

/** Natural logarithm. Stored integers that stand for 0 or less give the least result. */
export const log = unaryOperator({
  name: 'log',
  version: 1,
  summary: 'natural logarithm',
  traits: { monotone: true },
  slots: { onnx, pytorch, keras, kernels, micro: 'AddLog', gradient: () => import('./gradient.ts'), tflite },
  attributes: noAttributes,
  float32: () => Math.log,
  quantizedTypes: ['int8', 'int16'],
  quantized: (_, input, output) => storedFunction(input, output, storedLog(output)),
});
