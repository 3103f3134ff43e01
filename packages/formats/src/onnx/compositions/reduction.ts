import type { ValueId } from '@tinyml/core';
import { TranslationError } from '../../translation/translation-error.ts';
import type { OnnxCall, OnnxOperator, OnnxOperators } from '../call.ts';
import { plain } from './words.ts';

interface Along {
  readonly axes: ValueId;
  readonly attrs: { readonly keepDims: boolean };
}

type Work = (call: OnnxCall, x: ValueId, along: Along) => ValueId;

/** Axes are an operand since version 18 (of a sum since 13); without any all are reduced. */
const reduced =
  (work: Work, operandSince = 18): OnnxOperator =>
  (call) => {
    const x = call.operand(0);
    const keepDims = call.attributes.flag('keepdims', true);
    const keepsAll = call.attributes.flag('noop_with_empty_axes', false);
    const given = call.version < operandSince ? call.attributes.ints('axes') : call.known(1, 'axes');
    const none = given === undefined || given.length === 0;
    if (none && keepsAll) return work(call, x, { axes: call.ints('axes', [0], []), attrs: { keepDims } });
    const axes = none ? call.shapeOf(x).map((_, i) => i) : given.map((axis) => call.axisOf(x, axis));
    return work(call, x, { axes: call.ints('axes', [axes.length], axes), attrs: { keepDims } });
  };

const sum: Work = (call, x, { axes, attrs }) =>
  call.inWords([x], ([wide = x]) => call.emit('sum', attrs, [wide, axes]));

/** Exact in wider integers: an extreme is one of the elements. */
const extreme =
  (op: 'reduce_max' | 'reduce_min'): Work =>
  (call, x, { axes, attrs }) =>
    call.inWords([x], ([wide = x]) => call.emit(op, attrs, [wide, axes]));

const place =
  (op: 'arg_max' | 'arg_min'): OnnxOperator =>
  (call) => {
    const x = call.operand(0);
    const axis = call.axisOf(x, call.attributes.int('axis', 0));
    const size = call.shapeOf(x)[axis] ?? 1;
    const isLast = call.attributes.flag('select_last_index', false);
    const keeps = call.attributes.flag('keepdims', true);
    // The last of equals is the first of them from behind.
    const from = isLast ? call.emit('reverse_v2', {}, [x, call.ints('axes', [1], [axis])]) : x;
    const at = call.ints('axis', [], [axis]);
    const found = call.emit(op, { outputType: isLast ? 'int32' : 'int64' }, [from, at]);
    const turned = isLast ? call.cast(call.emit('sub', plain, [call.ints('last', [], [size - 1]), found]), 'int64') : found; // prettier-ignore
    return keeps ? call.reshaped(turned, call.shapeOf(x).with(axis, 1)) : turned;
  };

const floating: (work: Work) => Work = (work) => (call, x, along) => {
  const { dtype } = call.typeOf(x);
  if (dtype !== 'float32') throw new TranslationError(`elements of ${dtype} are not supported`);
  return work(call, x, along);
};

const squares: Work = (call, x, along) => sum(call, call.emit('mul', plain, [x, x]), along);

/** ln Σ exp(x) as the greatest element plus ln Σ exp(x − the greatest) */
const logSumExp: Work = (call, x, { axes, attrs }) => {
  const most = call.emit('reduce_max', { keepDims: true }, [x, axes]);
  const powers = call.emit('exp', {}, [call.emit('sub', plain, [x, most])]);
  const logarithm = call.emit('log', {}, [call.emit('sum', attrs, [powers, axes])]);
  return call.emit('add', plain, [logarithm, call.reshaped(most, call.shapeOf(logarithm))]);
};

export const reduction: OnnxOperators = {
  ReduceSum: reduced(sum, 13),
  ReduceMean: reduced(floating((call, x, { axes, attrs }) => call.emit('mean', attrs, [x, axes]))),
  ReduceMax: reduced(extreme('reduce_max')),
  ReduceMin: reduced(extreme('reduce_min')),
  ReduceProd: reduced(floating((call, x, { axes, attrs }) => call.emit('reduce_prod', attrs, [x, axes]))),
  ReduceL1: reduced(floating((call, x, along) => sum(call, call.emit('abs', {}, [x]), along))),
  ReduceL2: reduced(floating((call, x, along) => call.emit('sqrt', {}, [squares(call, x, along)]))),
  ReduceSumSquare: reduced(squares),
  ReduceLogSum: reduced(floating((call, x, along) => call.emit('log', {}, [sum(call, x, along)]))),
  ReduceLogSumExp: reduced(floating(logSumExp)),
  ArgMax: place('arg_max'),
  ArgMin: place('arg_min'),
};
