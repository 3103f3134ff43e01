import fc from 'fast-check';
import { allocate, elementCount, type Tensor, type TensorType } from '@tinyml/core';
import { values, type NodeCase } from './nn-cases.ts';
import { statefulCase } from './stateful-case.ts';

/** Sizes and parts of an LSTM; its numbers come from `seed`. */
export const lstmDraw = fc.record({
  kind: fc.constantFrom('float32', 'hybrid', 'int8'),
  batch: fc.integer({ min: 1, max: 2 }),
  steps: fc.integer({ min: 1, max: 3 }),
  inputs: fc.integer({ min: 1, max: 9 }),
  cells: fc.integer({ min: 1, max: 9 }),
  projected: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
  coupled: fc.boolean(),
  peephole: fc.boolean(),
  normalization: fc.boolean(),
  timeMajor: fc.boolean(),
  asymmetric: fc.boolean(),
  activation: fc.constantFrom('tanh', 'tanh', 'relu6'),
  clip: fc.boolean(),
  seed: fc.nat(),
});
type Draw = typeof lstmDraw extends fc.Arbitrary<infer T> ? T : never;

/** The case with weights as constants, and input and states computed. */
export const lstmCase = (op: 'lstm' | 'unidirectional_sequence_lstm', draw: Draw): NodeCase => {
  const next = values(draw.seed);
  const { kind, cells, inputs, batch, steps } = draw;
  const integer = kind === 'int8';
  // Where peepholes of int8 go by outputs, there are no more of these than cells.
  const outputs = Math.min(draw.projected ?? cells, integer && draw.peephole ? cells : Infinity);
  const real = (shape: readonly number[]): Tensor => {
    const type: TensorType = { dtype: 'float32', shape };
    return { type, data: Float32Array.from({ length: elementCount(shape) }, () => next() - 0.5) };
  };
  const whole = (dtype: 'int8' | 'int16' | 'int32', shape: readonly number[], scale: number, most: number): Tensor => {
    const data = allocate(dtype, elementCount(shape)) as Int32Array;
    for (let i = 0; i < data.length; i++) data[i] = Math.round((2 * next() - 1) * most);
    return { type: { dtype, shape, quant: { scale: [Math.fround(scale)], zeroPoint: [0] } }, data };
  };
  const matrix = (rows: number, columns: number): Tensor =>
    kind === 'float32' ? real([rows, columns]) : whole('int8', [rows, columns], 0.006 + 0.006 * next(), 127);
  const four = (make: (gate: number) => Tensor | null): readonly (Tensor | null)[] =>
    [0, 1, 2, 3].map((gate) => (draw.coupled && gate === 0 ? null : make(gate)));
  const weights = four(() => matrix(cells, inputs));
  const recurrent = four(() => matrix(cells, outputs));
  const peepholes = four((gate) => {
    if (!draw.peephole || gate === 2) return null;
    return integer ? whole('int16', [cells], 2e-5, 32767) : real([cells]);
  }).filter((_, gate) => gate !== 2);
  const biases = four(() => (integer ? whole('int32', [cells], 1e-4, 5000) : real([cells])));
  const projection =
    draw.projected === undefined
      ? [null, null]
      : [matrix(outputs, cells), integer ? whole('int32', [outputs], 1e-4, 3000) : real([outputs])];
  const norms = four(() =>
    draw.normalization ? (integer ? whole('int16', [cells], 2e-5, 32767) : real([cells])) : null,
  );
  const stateQuant = { scale: [Math.fround(1 / 127)], zeroPoint: [-5] };
  const shape = op === 'lstm' ? [batch] : draw.timeMajor ? [steps, batch] : [batch, steps];
  const byte = (dims: readonly number[], quant: TensorType['quant']): Tensor => ({
    type: { dtype: 'int8', shape: dims, quant: quant as never },
    data: Int8Array.from({ length: elementCount(dims) }, () => Math.floor(next() * 256) - 128),
  });
  const x = integer ? byte([...shape, inputs], { scale: [0.02], zeroPoint: [3] }) : real([...shape, inputs]);
  const state = integer ? byte([batch, outputs], stateQuant) : real([batch, outputs]);
  const cell = integer ? whole('int16', [batch, cells], 2 ** -11, 9000) : real([batch, cells]);
  const tensors = [x, ...weights, ...recurrent, ...peepholes, ...biases, ...projection, state, cell, ...norms];
  const attrs = {
    activation: integer ? 'tanh' : draw.activation,
    cellClip: draw.clip ? 0.4 : 0,
    projClip: draw.clip ? 0.3 : 0,
    ...(draw.asymmetric && kind === 'hybrid' && { asymmetricQuantizeInputs: true }),
    ...(integer && { intermediates: [...new Array<number[]>(4).fill([2 ** -12 * 0.9, 0]), [1 / 120, 3]] }),
    ...(op !== 'lstm' && { timeMajor: draw.timeMajor }),
  } as never;
  const result = integer ? { quant: stateQuant } : {};
  return statefulCase(op, attrs, tensors, [0, 18, 19], result);
};
