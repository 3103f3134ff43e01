import { noAttributes, storedFunction, unaryOperator } from '@tinyml/core';
import { kernels } from './kernels.js';
import { tflite } from './tflite.js';

const f = Math.fround;

/** |((x − 1) mod 4) − 2| − 1, each step in single precision: from −1 to 1 and back in 4, through 0 at 0. */
const triangleWave = (x) => {
  const shifted = f(x - 1);
  const inPeriod = f(shifted - f(4 * Math.floor(shifted / 4)));
  return f(Math.abs(f(inPeriod - 2)) - 1);
};

/** What it means. That it is element-wise gives its quantisation, its channels and its rows. */
export const operator = unaryOperator({
  name: 'triangle_wave',
  version: 1,
  summary: 'a wave of straight lines: |((x − 1) mod 4) − 2| − 1',
  slots: { gradient: () => import('./gradient.js'), kernels, tflite },
  attributes: noAttributes,
  float32: () => triangleWave,
  quantizedTypes: ['int8'],
  quantized: (_, input, output) => storedFunction(input, output, triangleWave),
});

export default { operators: [operator] };
