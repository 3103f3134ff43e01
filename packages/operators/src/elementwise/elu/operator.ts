import { type NoAttributes, noAttributes, storedFunction, unaryOperator } from '@tinyml/core';
import { kernels } from './kernels.ts';
import { tflite } from './tflite.ts';
import { keras } from './keras.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** x */
    elu: NoAttributes;
  }
}

const elementFunction = (x: number): number => (x < 0 ? Math.expm1(x) : x);

/** x where positive, else exp(x) − 1. */
export const elu = unaryOperator({
  name: 'elu',
  version: 1,
  summary: 'x where positive, else exp(x) − 1',
  traits: { monotone: true },
  slots: { keras, kernels, micro: 'AddElu', gradient: () => import('./gradient.ts'), tflite },
  attributes: noAttributes,
  float32: () => elementFunction,
  quantized: (_, input, output) => storedFunction(input, output, elementFunction),
});
