import type { ValueId } from '@tinyml/core';
import { axisOf } from '../../translation/axes.ts';
import type { TensorflowCall, TensorflowOperator, TensorflowOperators } from '../call.ts';

type Reduction = 'mean' | 'reduce_max' | 'reduce_min' | 'reduce_prod' | 'reduce_any' | 'reduce_all' | 'sum';

/** x, axes: none at all change nothing. */
const reduced =
  (op: Reduction): TensorflowOperator =>
  (call) => {
    const axes = call.known(1, 'list of axes');
    if (axes.length === 0) return call.operand(0);
    const keepDims = call.attributes.flag('keep_dims');
    return call.emit(op, { keepDims }, [call.operand(0), call.ints('axes', [axes.length], axes)]);
  };

const placed =
  (op: 'arg_max' | 'arg_min'): TensorflowOperator =>
  (call) => {
    const outputType = call.attributes.type('output_type', 'int64') === 'int32' ? 'int32' : 'int64';
    return call.emit(op, { outputType }, [call.operand(0), call.indices(1)]);
  };

const cumulated = (call: TensorflowCall): ValueId => {
  const [axis = 0] = call.known(1, 'axis');
  const { attributes } = call;
  const attrs = { exclusive: attributes.flag('exclusive'), reverse: attributes.flag('reverse') };
  const x = call.operand(0);
  return call.emit('cumsum', attrs, [x, call.ints('axis', [], [axisOf(axis, call.rankOf(x))])]);
};

export const reduction: TensorflowOperators = {
  Mean: reduced('mean'),
  Max: reduced('reduce_max'),
  Min: reduced('reduce_min'),
  Prod: reduced('reduce_prod'),
  Sum: reduced('sum'),
  Any: reduced('reduce_any'),
  All: reduced('reduce_all'),
  ArgMax: placed('arg_max'),
  ArgMin: placed('arg_min'),
  Cumsum: cumulated,
  TopKV2: (call) => call.emitAll('topk_v2', {}, [call.operand(0), call.indices(1)]),
};
