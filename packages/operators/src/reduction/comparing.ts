import { allocate, elementCount, sameQuantProblem } from '@tinyml/core';
import type { Folding } from './folding.ts';

/** Quantised integers compare like the numbers they stand for, so operand and result need one scale. */
export const comparing = (combine: (a: number, b: number) => number): Folding => ({
  check: (x, y) => sameQuantProblem([x], y),
  quantized(x, data, y, into) {
    const result = allocate(x.dtype, elementCount(y.shape)) as Int8Array;
    const seen = new Uint8Array(result.length);
    (data as Int8Array).forEach((value, i) => {
      const to = into[i] as number;
      result[to] = seen[to] === 0 ? value : combine(result[to] as number, value);
      seen[to] = 1;
    });
    return result;
  },
});
