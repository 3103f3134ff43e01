import { comparisonOperator, type NoAttributes } from '@tinyml/core';
import { tflite } from './tflite.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** a, b; NumPy broadcasting */
    greater: NoAttributes;
  }
}

/** a > b, a truth value. */
export const greater = comparisonOperator({
  name: 'greater',
  summary: 'whether a is greater than b, element by element',
  slots: { tflite },
  numbers: (a, b) => a > b,
  bigs: (a, b) => a > b,
});
