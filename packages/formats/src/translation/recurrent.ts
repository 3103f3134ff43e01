import type { Activation, ValueId } from '@tinyml/core';
import { concatenated, slicedAlong } from './axes.ts';
import type { Emitter } from './emitter.ts';

/** One direction of a recurrent layer: weights [gates · units, n], of the recurrence [gates · units, m], biases [gates · units]. */
export interface RecurrentWeights {
  readonly input: ValueId;
  readonly recurrent: ValueId;
  readonly inputBias: ValueId | null;
  readonly recurrentBias: ValueId | null;
  /** LSTM: [m, units], where its output is narrower than its cells. */
  readonly projection?: ValueId | null;
}

/** What a cell makes of a sequence [batch, time, n], or [time, batch, n]. */
export interface Recurrence {
  readonly timeMajor: boolean;
  readonly activation: Activation | 'tanh';
  /** `reset` in ONNX's terms: linear_before_reset. */
  readonly resetAfter?: boolean;
  /** Where the rows of a gate stand: LSTM's input, forget, cell and output gate; GRU's update, reset and candidate. */
  readonly gates: readonly number[];
}

const rows = (to: Emitter, weight: ValueId, gates: readonly number[]): readonly ValueId[] => {
  const size = (to.shapeOf(weight)[0] ?? 0) / gates.length;
  return gates.map((gate) => slicedAlong(to, weight, 0, gate * size, size));
};

const biasOf = (to: Emitter, { inputBias: a, recurrentBias: b }: RecurrentWeights): ValueId | null =>
  a === null || b === null ? (a ?? b) : to.emit('add', { activation: 'none' }, [a, b], 'bias');

/** Results: the output of all steps, and the state or states (output and cell) after the last. States are [batch, …]. */
export type Cell = (
  to: Emitter,
  x: ValueId,
  weights: RecurrentWeights,
  states: readonly ValueId[],
  recurrence: Recurrence,
) => readonly ValueId[];

export const lstmCell: Cell = (to, x, weights, states, { timeMajor, activation, gates }) => {
  const bias = biasOf(to, weights);
  const attrs = { activation, cellClip: 0, projClip: 0, timeMajor };
  return to.emitAll('unidirectional_sequence_lstm', attrs, [
    x,
    ...rows(to, weights.input, gates),
    ...rows(to, weights.recurrent, gates),
    null,
    null,
    null,
    ...(bias === null ? [null, null, null, null] : rows(to, bias, gates)),
    weights.projection ?? null,
    null,
    ...states,
  ]);
};

export const gruCell: Cell = (to, x, weights, states, { timeMajor, activation, resetAfter = false, gates }) => {
  const ordered = (weight: ValueId): ValueId =>
    gates.every((gate, i) => gate === i) ? weight : concatenated(to, rows(to, weight, gates), 0);
  const optional = (bias: ValueId | null): ValueId | null => (bias === null ? null : ordered(bias));
  return to.emitAll('gru', { activation, resetAfter, timeMajor }, [
    x,
    ordered(weights.input),
    ordered(weights.recurrent),
    optional(weights.inputBias),
    optional(weights.recurrentBias),
    ...states,
  ]);
};

export const rnnCell: Cell = (to, x, weights, states, { timeMajor, activation }) =>
  to.emitAll('unidirectional_sequence_rnn', { activation, timeMajor }, [
    x,
    weights.input,
    weights.recurrent,
    biasOf(to, weights),
    ...states,
  ]);

/** A sequence from its last step to its first. */
export const backwards = (to: Emitter, x: ValueId, timeMajor: boolean): ValueId =>
  to.emit('reverse_v2', {}, [x, to.ints('time', [1], [timeMajor ? 0 : 1])], 'backwards');

/** The same on a sequence that is read from its last step; outputs stand where their inputs do. */
export const reversedCell =
  (cell: Cell): Cell =>
  (to, x, weights, states, recurrence) => {
    const { timeMajor } = recurrence;
    const [sequence, ...after] = cell(to, backwards(to, x, timeMajor), weights, states, recurrence);
    return sequence === undefined ? [] : [backwards(to, sequence, timeMajor), ...after];
  };
