import { comparisonOperator, type NoAttributes } from '@tinyml/core';

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
  numbers: (a, b) => a === b,
  bigs: (a, b) => a === b,
  equality: true,
});
