import type { ValueId } from '@tinyml/core';
import { none } from '../config.ts';
import type { LayerCall, LayerKind } from '../layer.ts';
import { argument, integersOf, isTrue, requireTensor } from './argument.ts';

interface Reduction {
  readonly x: ValueId;
  readonly axes: readonly number[];
  readonly keepDims: boolean;
}

const reductionOf = (call: LayerCall): Reduction => {
  const x = requireTensor(call, argument(call, 0, 'x', 'input_tensor'));
  const axis = argument(call, 1, 'axis');
  const all = call.typeOf(x).shape.map((_, i) => i);
  const axes =
    axis === null ? all : integersOf(call, axis, 'axis').map((value) => (value < 0 ? value + all.length : value));
  return { x, axes, keepDims: isTrue(argument(call, 2, 'keepdims')) };
};

const mean = (call: LayerCall, { x, axes, keepDims }: Reduction): ValueId =>
  call.emit('mean', { keepDims }, [x, call.ints('axes', [axes.length], axes)], 'mean');

export const meanOf: LayerKind = { build: (call) => mean(call, reductionOf(call)) };

/** The mean times the number of elements. */
export const sumOf: LayerKind = {
  build: (call) => {
    const reduction = reductionOf(call);
    const { shape } = call.typeOf(reduction.x);
    const count = reduction.axes.reduce((product, axis) => product * (shape[axis] ?? 1), 1);
    return call.emit('mul', { activation: none }, [mean(call, reduction), call.floats('count', [], [count])], 'sum');
  },
};

export const foldOf = (op: 'reduce_max' | 'reduce_min' | 'reduce_prod'): LayerKind => ({
  build: (call) => {
    const { x, axes, keepDims } = reductionOf(call);
    return call.emit(op, { keepDims }, [x, call.ints('axes', [axes.length], axes)]);
  },
});

/** The mean of the squared distance from the mean. */
export const varianceOf: LayerKind = {
  build: (call) => {
    const reduction = reductionOf(call);
    const centre = mean(call, { ...reduction, keepDims: true });
    const distance = call.emit('sub', { activation: none }, [reduction.x, centre], 'distance');
    const squares = call.emit('mul', { activation: none }, [distance, distance], 'squares');
    return mean(call, { ...reduction, x: squares });
  },
};
