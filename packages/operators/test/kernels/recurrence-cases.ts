import fc from 'fast-check';
import { elementCount, type Tensor } from '@tinyml/core';
import { values, type NodeCase } from './nn-cases.ts';
import { statefulCase } from './stateful-case.ts';

/** Sizes and forms of a network whose state is what it gives; its numbers come from `seed`. */
export const recurrenceDraw = fc.record({
  kind: fc.constantFrom('float32', 'int8'),
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
  const rows = (op === 'gru' ? 3 : 1) * units;
  const shape = op === 'rnn' ? [batch] : timeMajor ? [steps, batch] : [batch, steps];
  const state = real([batch, units]);
  if (begins) (state.data as Float32Array).fill(0);
  const biases = Array.from({ length: op === 'gru' ? 2 : 1 }, () => (bias ? real([rows]) : null));
  const attrs = {
    activation,
    ...(asymmetric && { asymmetricQuantizeInputs: true }),
    ...(op !== 'rnn' && { timeMajor }),
    ...(op === 'gru' && { resetAfter }),
  };
  const tensors = [real([...shape, inputs]), matrix(rows, inputs), matrix(rows, units), ...biases, state];
  return statefulCase(op, attrs, tensors, begins ? [0] : [0, tensors.length - 1], {});
};
