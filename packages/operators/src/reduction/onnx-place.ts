import type { ValueId } from '@tinyml/core';
import type { OnnxCall, OnnxOperator } from '@tinyml/formats';

type Find = (call: OnnxCall, operands: readonly ValueId[], outputType: 'int32' | 'int64') => ValueId;

/** The place along an axis that `find` gives for x and the axis, int64. */
export const onnxPlace =
  (find: Find): OnnxOperator =>
  (call) => {
    const x = call.operand(0);
    const axis = call.axisOf(x, call.attributes.int('axis', 0));
    const size = call.shapeOf(x)[axis] ?? 1;
    const isLast = call.attributes.flag('select_last_index', false);
    const keeps = call.attributes.flag('keepdims', true);
    // The last of equals is the first of them from behind.
    const from = isLast ? call.emit('reverse_v2', {}, [x, call.ints('axes', [1], [axis])]) : x;
    const found = find(call, [from, call.ints('axis', [], [axis])], isLast ? 'int32' : 'int64');
    const turned = (): ValueId =>
      call.cast(call.emit('sub', { activation: 'none' }, [call.ints('last', [], [size - 1]), found]), 'int64');
    const place = isLast ? turned() : found;
    return keeps ? call.reshaped(place, call.shapeOf(x).with(axis, 1)) : place;
  };
