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

export const statistics: KerasEntry = {
  operations: { reduce_sum: sum, reduce_variance: variance, sum, var: variance },
};
