import type { OnnxOperator, OnnxOperators } from '@tinyml/formats';
import { elementCount } from '@tinyml/core';

const concat: OnnxOperator = (call) => {
  const operands = call.operands.map((_, i) => call.operand(i));
  const [first = ''] = operands;
  const axis = call.axisOf(first, call.attributes.int('axis', 1));
  // Parts without elements, which shape arithmetic has, add nothing.
  const filled = operands.filter((id) => elementCount(call.shapeOf(id)) > 0);
  const parts = filled.length === 0 ? [first] : filled;
  return parts.length === 1
    ? call.emit('identity', {}, parts)
    : call.emit('concatenation', { axis, activation: 'none' }, parts, 'concatenation');
};

export const onnx: OnnxOperators = {
  Concat: concat,
};
