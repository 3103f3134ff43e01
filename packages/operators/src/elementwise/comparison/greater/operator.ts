import { comparisonOperator, type NoAttributes } from '@tinyml/core';

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
  numbers: (a, b) => a > b,
  bigs: (a, b) => a > b,
});
