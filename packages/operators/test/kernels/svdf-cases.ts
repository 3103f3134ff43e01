import fc from 'fast-check';
import { allocate, elementCount, type Quant, type Tensor } from '@tinyml/core';
import { values, type NodeCase } from './nn-cases.ts';
import { statefulCase } from './stateful-case.ts';

/** Sizes and types of an SVDF; its numbers come from `seed`. */
export const svdfDraw = fc.record({
  kind: fc.constantFrom('float32', 'hybrid', 'float-time', 'int16', 'int8'),
  batch: fc.integer({ min: 1, max: 3 }),
  inputs: fc.integer({ min: 1, max: 9 }),
  units: fc.integer({ min: 1, max: 6 }),
  rank: fc.integer({ min: 1, max: 3 }),
  memory: fc.integer({ min: 1, max: 6 }),
  bias: fc.boolean(),
  asymmetric: fc.boolean(),
  seed: fc.nat(),
});
type Draw = typeof svdfDraw extends fc.Arbitrary<infer T> ? T : never;

export const svdfCase = ({ kind, batch, inputs, units, rank, memory, bias, asymmetric, seed }: Draw): NodeCase => {
  const next = values(seed);
  const filters = units * rank;
  const integer = kind.startsWith('int');
  const real = (shape: readonly number[]): Tensor => ({
    type: { dtype: 'float32', shape },
    data: Float32Array.from({ length: elementCount(shape) }, () => 2 * next() - 1),
  });
  const whole = (dtype: 'int8' | 'int16' | 'int32', shape: readonly number[], most: number, quant: Quant): Tensor => {
    const data = allocate(dtype, elementCount(shape)) as Int32Array;
    for (let i = 0; i < data.length; i++) data[i] = Math.round((2 * next() - 1) * most);
    return { type: { dtype, shape, quant }, data };
  };
  const symmetric = (scale: number): Quant => ({ scale: [Math.fround(scale)], zeroPoint: [0] });
  const wide = kind === 'int16' ? 'int16' : 'int8';
  const stateScale = wide === 'int16' ? 0.0002 : 0.05;
  const timeScale = wide === 'int16' ? 0.0004 : 0.02;
  const x = integer ? whole('int8', [batch, inputs], 127, { scale: [0.05], zeroPoint: [5] }) : real([batch, inputs]);
  const feature = kind === 'float32' ? real([filters, inputs]) : whole('int8', [filters, inputs], 127, symmetric(0.02));
  const time = ['float32', 'float-time'].includes(kind)
    ? real([filters, memory])
    : whole(integer ? wide : 'int8', [filters, memory], wide === 'int16' && integer ? 3000 : 127, symmetric(timeScale));
  const offsets = integer ? whole('int32', [units], 900, symmetric(1)) : real([units]);
  const states = [batch, memory * filters];
  const state = integer ? whole(wide, states, wide === 'int16' ? 32767 : 127, symmetric(stateScale)) : real(states);
  const attrs = {
    rank,
    activation: seed % 2 === 0 ? 'relu' : 'none',
    ...(asymmetric && { asymmetricQuantizeInputs: true }),
  };
  const result = integer ? { quant: { scale: [Math.fround(0.06)], zeroPoint: [-7] } } : {};
  return statefulCase('svdf', attrs, [x, feature, time, bias ? offsets : null, state], [0, 4], result);
};
