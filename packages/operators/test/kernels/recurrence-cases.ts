import fc from 'fast-check';
import { allocate, elementCount, type Quant, type Tensor } from '@tinyml/core';
import { values, type NodeCase } from './nn-cases.ts';
import { statefulCase } from './stateful-case.ts';

/** Sizes and forms of a network whose state is what it gives; its numbers come from `seed`. */
export const recurrenceDraw = fc.record({
  kind: fc.constantFrom('float32', 'hybrid', 'int8'),
  batch: fc.integer({ min: 1, max: 2 }),
  steps: fc.integer({ min: 1, max: 4 }),
  inputs: fc.integer({ min: 1, max: 9 }),
  units: fc.integer({ min: 1, max: 9 }),
  bias: fc.boolean(),
  timeMajor: fc.boolean(),
  asymmetric: fc.boolean(),
  resetAfter: fc.boolean(),
  activation: fc.constantFrom('tanh', 'tanh', 'relu6', 'none'),
  /** The state before the first step is a constant: zeros. */
  begins: fc.boolean(),
  seed: fc.nat(),
});
type Draw = typeof recurrenceDraw extends fc.Arbitrary<infer T> ? T : never;

export const recurrenceCase = (op: 'gru' | 'rnn' | 'unidirectional_sequence_rnn', draw: Draw): NodeCase => {
  const { activation, asymmetric, batch, begins, bias, inputs, kind, resetAfter, seed, steps, timeMajor, units } = draw;
  const next = values(seed);
  const integer = kind === 'int8';
  const real = (shape: readonly number[]): Tensor => ({
    type: { dtype: 'float32', shape },
    data: Float32Array.from({ length: elementCount(shape) }, () => next() - 0.5),
  });
  const matrix = (rows: number, columns: number): Tensor =>
    kind === 'float32'
      ? real([rows, columns])
      : {
          type: { dtype: 'int8', shape: [rows, columns], quant: { scale: [Math.fround(0.004)], zeroPoint: [0] } },
          data: Int8Array.from({ length: rows * columns }, () => Math.round(254 * next()) - 127),
        };
  const whole = (dtype: 'int8' | 'int16' | 'int32', dims: readonly number[], most: number, quant: Quant): Tensor => {
    const data = allocate(dtype, elementCount(dims)) as Int32Array;
    for (let i = 0; i < data.length; i++) data[i] = Math.round((2 * next() - 1) * most);
    return { type: { dtype, shape: dims, quant }, data };
  };
  const rows = (op === 'gru' ? 3 : 1) * units;
  const shape = op === 'rnn' ? [batch] : timeMajor ? [steps, batch] : [batch, steps];
  const quant: Quant = { scale: [Math.fround(1 / 120)], zeroPoint: [-7] };
  const wide: Quant = { scale: [2 ** -15], zeroPoint: [0] };
  const stored = op === 'gru' ? whole('int16', [batch, units], 32767, wide) : whole('int8', [batch, units], 127, quant);
  const state = integer ? stored : real([batch, units]);
  if (begins) (state.data as Float32Array).fill(state.type.quant?.zeroPoint[0] ?? 0);
  const offset = (): Tensor =>
    integer ? whole('int32', [rows], 9000, { scale: [Math.fround(1e-4)], zeroPoint: [0] }) : real([rows]);
  const biases = Array.from({ length: op === 'gru' ? 2 : 1 }, () => (bias ? offset() : null));
  const attrs = {
    activation: integer && op === 'gru' ? 'tanh' : activation,
    ...(asymmetric && !integer && { asymmetricQuantizeInputs: true }),
    ...(op !== 'rnn' && { timeMajor }),
    ...(op === 'gru' && { resetAfter }),
  };
  const vectors = [...shape, inputs];
  const x = integer ? whole('int8', vectors, 127, { scale: [Math.fround(0.02)], zeroPoint: [3] }) : real(vectors);
  const tensors = [x, matrix(rows, inputs), matrix(rows, units), ...biases, state];
  return statefulCase(op, attrs, tensors, begins ? [0] : [0, tensors.length - 1], integer ? { quant } : {});
};
