import { einsum as sumOfProducts } from '../../translation/einsum.ts';
import type { OnnxOperator } from '../call.ts';

export const einsum: OnnxOperator = (call) => {
  const operands = call.operands.map((_, i) => call.operand(i));
  return sumOfProducts(call, call.attributes.text('equation', ''), operands);
};
