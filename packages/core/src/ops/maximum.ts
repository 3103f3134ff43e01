import { noAttributes } from '../op/no-attributes.ts';
import { binaryOperator } from '../op/binary.ts';
import { sameQuantProblem } from '../op/same-quant.ts';

/** max(a, b). Stored integers compare like the numbers they stand for, so int8 needs one scale throughout. */
export const maximum = binaryOperator({
  name: 'maximum',
  version: 1,
  summary: 'greatest of two tensors, element by element',
  attributes: noAttributes,
  float32: () => Math.max,
  int32: () => Math.max,
  int8: () => Math.max,
  int8Problem: ({ a, b, output }) => sameQuantProblem([a, b], output),
});
