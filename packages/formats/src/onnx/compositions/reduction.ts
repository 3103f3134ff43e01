import type { ValueId } from '@tinyml/core';
import type { OnnxCall, OnnxOperators } from '../call.ts';
import { plain } from './words.ts';

const sum = (call: OnnxCall, work: (x: ValueId) => ValueId): ValueId => {
  const { axes, attrs } = call.reducedAxes();
  return call.inWords([work(call.operand(0))], ([wide = '']) => call.emit('sum', attrs, [wide, axes]));
};

const squares = (call: OnnxCall): ValueId => sum(call, (x) => call.emit('mul', plain, [x, x]));

/** ln Σ exp(x) as the greatest element plus ln Σ exp(x − the greatest) */
const logSumExp = (call: OnnxCall): ValueId => {
  const x = call.real(0);
  const { axes, attrs } = call.reducedAxes();
  const most = call.emit('reduce_max', { keepDims: true }, [x, axes]);
  const powers = call.emit('exp', {}, [call.emit('sub', plain, [x, most])]);
  const logarithm = call.emit('log', {}, [call.emit('sum', attrs, [powers, axes])]);
  return call.emit('add', plain, [logarithm, call.reshaped(most, call.shapeOf(logarithm))]);
};

/** Of real numbers alone. */
const real =
  (work: (call: OnnxCall) => ValueId) =>
  (call: OnnxCall): ValueId => {
    call.real(0);
    return work(call);
  };

export const reduction: OnnxOperators = {
  ReduceL1: real((call) => sum(call, (x) => call.emit('abs', {}, [x]))),
  ReduceL2: real((call) => call.emit('sqrt', {}, [squares(call)])),
  ReduceSumSquare: squares,
  ReduceLogSum: real((call) => call.emit('log', {}, [sum(call, (x) => x)])),
  ReduceLogSumExp: logSumExp,
};
