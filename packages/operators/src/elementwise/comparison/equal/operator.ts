import { comparisonOperator, type NoAttributes } from '@tinyml/core';
import { tflite } from './tflite.ts';

declare module '@tinyml/core' {
  interface Ops {
    /** a, b; NumPy broadcasting */
    equal: NoAttributes;
  }
}

/** a = b, a truth value. */
export const equal = comparisonOperator({
  name: 'equal',
  summary: 'whether a equals b, element by element',
  slots: { tflite },
  numbers: (a, b) => a === b,
  bigs: (a, b) => a === b,
  equality: true,
});
