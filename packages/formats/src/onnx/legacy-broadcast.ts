import type { ValueId } from '@tinyml/core';
import type { OnnxCall } from './call.ts';

/** Before version 7 the second operand's axes were those of the first from `axis` on, if `broadcast` said so. */
export const legacyBroadcast = (call: OnnxCall, a: ValueId, b: ValueId): ValueId => {
  if (call.version >= 7) return b;
  const broadcast = call.attributes.flag('broadcast', false);
  const [rank, shape] = [call.rankOf(a), call.shapeOf(b)];
  const axis = call.attributes.int('axis', rank - shape.length);
  const from = axis < 0 ? axis + rank : axis;
  const behind = Math.max(0, rank - from - shape.length);
  return broadcast ? call.reshaped(b, [...shape, ...new Array<number>(behind).fill(1)]) : b;
};
