import { noAttributes } from '../op/no-attributes.ts';
import { tabulateReal } from '../op/int8-table.ts';
import { unaryOperator } from '../op/unary.ts';

/** Hyperbolic tangent. */
export const tanh = unaryOperator({
  name: 'tanh',
  version: 1,
  summary: 'hyperbolic tangent',
  attributes: noAttributes,
  float32: () => Math.tanh,
  int8: (_, input, output) => tabulateReal(input, output, Math.tanh),
});
