import { elementCount, type ValueId } from '@tinyml/core';
import { alongLast } from '../translation/axes.ts';
import type { OnnxCall } from './call.ts';

/** What `work`, along the last axis, makes of x flattened from `axis` on before version 13, of x along that axis since then. */
export const onSoftmaxAxis = (call: OnnxCall, work: (x: ValueId) => ValueId): ValueId => {
  const x = call.operand(0);
  const shape = call.shapeOf(x);
  const axis = call.attributes.int('axis', call.version < 13 ? 1 : -1);
  if (call.version >= 13) return alongLast(call, x, axis, work);
  const at = axis < 0 ? axis + shape.length : axis;
  if (at === shape.length - 1) return work(x);
  const flat = call.reshaped(x, [elementCount(shape.slice(0, at)), elementCount(shape.slice(at))]);
  return call.reshaped(work(flat), shape);
};
