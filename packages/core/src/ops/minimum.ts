import { noAttributes } from '../op/no-attributes.ts';
import { binaryOperator } from '../op/binary.ts';
import { sameQuantProblem } from '../op/same-quant.ts';

/** min(a, b). Stored integers compare like the numbers they stand for, so int8 needs one scale throughout. */
export const minimum = binaryOperator({
  name: 'minimum',
  version: 1,
  summary: 'least of two tensors, element by element',
  attributes: noAttributes,
  float32: () => Math.min,
  int32: () => Math.min,
  int8: () => Math.min,
  int8Problem: ({ a, b, output }) => sameQuantProblem([a, b], output),
});
