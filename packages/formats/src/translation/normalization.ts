import type { ValueId } from '@tinyml/core';
import type { Emitter } from './emitter.ts';

const none = { activation: 'none' } as const;

const meanOf = (to: Emitter, x: ValueId, axes: readonly number[]): ValueId =>
  to.emit('mean', { keepDims: true }, [x, to.ints('axes', [axes.length], axes)], 'mean');

/** x / √(mean of x² along the axes + epsilon) */
export const rootMeanSquareNormalized = (
  to: Emitter,
  x: ValueId,
  axes: readonly number[],
  epsilon: number,
): ValueId => {
  const variance = meanOf(to, to.emit('square', {}, [x], 'square'), axes);
  const sum = to.emit('add', none, [variance, to.floats('epsilon', [], [epsilon])], 'variance');
  return to.emit('mul', none, [x, to.emit('rsqrt', {}, [sum], 'rsqrt')], 'normalized');
};

/** (x − mean) / √(variance + epsilon), with the statistics along the axes. */
export const normalized = (to: Emitter, x: ValueId, axes: readonly number[], epsilon: number): ValueId =>
  rootMeanSquareNormalized(to, to.emit('sub', none, [x, meanOf(to, x, axes)], 'centred'), axes, epsilon);

/** x · factor + offset, each broadcast to x, where it is there. */
export const scaled = (to: Emitter, x: ValueId, factor: ValueId | null, offset: ValueId | null): ValueId => {
  const product = factor === null ? x : to.emit('mul', none, [x, factor], 'scaled');
  return offset === null ? product : to.emit('add', none, [product, offset], 'shifted');
};

/** A vector [c] beside channels that `rank` − 2 axes follow. */
export const besideChannels = (to: Emitter, vector: ValueId | null, rank: number): ValueId | null =>
  vector === null ? null : to.reshaped(vector, [...to.shapeOf(vector), ...new Array<number>(rank - 2).fill(1)]);

/** Group normalisation of x [n,c,…] (Wu and He, 2018); as many groups as channels: instance normalisation. */
export const groupNormalized = (to: Emitter, x: ValueId, groups: number, epsilon: number): ValueId => {
  const shape = to.shapeOf(x);
  const [n = 1, c = 1, ...rest] = shape;
  const each = (c / groups) * rest.reduce((product, size) => product * size, 1);
  return to.reshaped(normalized(to, to.reshaped(x, [n, groups, each]), [2], epsilon), shape);
};
