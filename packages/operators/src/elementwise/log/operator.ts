import { integerRange, type NoAttributes, noAttributes, storedFunction, unaryOperator } from '@tinyml/core';
import { tflite } from './tflite.ts';

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
  slots: { micro: 'AddLog', gradient: () => import('./gradient.ts'), tflite },
  attributes: noAttributes,
  float32: () => Math.log,
  quantizedTypes: ['int8', 'int16'],
  quantized(_, input, output) {
    const least = Math.fround((integerRange(output.dtype)[0] - output.zeroPoint) * output.scale);
    return storedFunction(input, output, (x) => (x <= 0 ? least : Math.log(x)));
  },
});
