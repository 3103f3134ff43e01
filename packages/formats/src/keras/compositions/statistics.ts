import type { ValueId } from '@tinyml/core';
import type { LayerCall, LayerKind } from '../layer.ts';
import type { OperationArguments } from '../operation-arguments.ts';
import type { KerasEntry } from '../slot.ts';

type Reduction = ReturnType<OperationArguments['reduction']>;

const mean = (call: LayerCall, { x, axes, keepDims }: Reduction): ValueId =>
  call.emit('mean', { keepDims }, [x, call.ints('axes', [axes.length], axes)], 'mean');

/** The mean times the number of elements. */
const sum: LayerKind = {
  build: (call) => {
    const reduction = call.given.reduction();
    const { shape } = call.typeOf(reduction.x);
    const count = reduction.axes.reduce((product, axis) => product * (shape[axis] ?? 1), 1);
    return call.emit('mul', { activation: 'none' }, [mean(call, reduction), call.floats('count', [], [count])], 'sum');
  },
};

/** The mean of the squared distance from the mean. */
const variance: LayerKind = {
  build: (call) => {
    const reduction = call.given.reduction();
    const centre = mean(call, { ...reduction, keepDims: true });
    const distance = call.emit('sub', { activation: 'none' }, [reduction.x, centre], 'distance');
    const squares = call.emit('mul', { activation: 'none' }, [distance, distance], 'squares');
    return mean(call, { ...reduction, x: squares });
  },
};

/** The root of the variance. */
const deviation: LayerKind = {
  build: (call) => {
    const { formula, given } = call;
    const reduction = given.reduction();
    const distance = formula.sub(reduction.x, formula.reduce('mean', reduction.x, reduction.axes));
    const squares = formula.mul(distance, distance);
    return formula.of('sqrt', formula.reduce('mean', squares, reduction.axes, reduction.keepDims));
  },
};

/** log(Σ exp(x)) from the greatest x on, which no x lets overflow. */
const logSumExp: LayerKind = {
  build: (call) => {
    const { add, of, reduce, sub } = call.formula;
    const { x, axes, keepDims } = call.given.reduction();
    const greatest = reduce('reduce_max', x, axes);
    const rest = of('log', reduce('sum', of('exp', sub(x, greatest)), axes, keepDims));
    const { shape } = call.typeOf(rest);
    return add(rest, call.view(greatest, shape, 'greatest'));
  },
};

/** The greatest element less the least. */
const spread: LayerKind = {
  build: (call) => {
    const { reduce, sub } = call.formula;
    const { x, axes, keepDims } = call.given.reduction();
    return sub(reduce('reduce_max', x, axes, keepDims), reduce('reduce_min', x, axes, keepDims));
  },
};

export const statistics: KerasEntry = {
  operations: {
    logsumexp: logSumExp,
    ptp: spread,
    reduce_logsumexp: logSumExp,
    reduce_std: deviation,
    reduce_sum: sum,
    reduce_variance: variance,
    std: deviation,
    sum,
    var: variance,
  },
};
