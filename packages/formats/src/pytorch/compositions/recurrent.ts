import type { ValueId } from '@tinyml/core';
import { concatenated, slicedAlong } from '../../translation/axes.ts';
import {
  gruCell,
  lstmCell,
  reversedCell,
  rnnCell,
  type Cell,
  type Recurrence,
  type RecurrentWeights,
} from '../../translation/recurrent.ts';
import { TranslationError } from '../../translation/translation-error.ts';
import { listOf } from '../list-of.ts';
import type { PytorchEntry, TorchBuild, TorchCall } from '../slot.ts';

interface Kind {
  readonly cell: Cell;
  /** Of its states each: the argument `hx` is a list where there are two. */
  readonly states: 1 | 2;
  readonly recurrence: Pick<Recurrence, 'activation' | 'gates' | 'resetAfter'>;
}

/** The parameters of each layer and direction in turn, as many as there are with biases and projections. */
const weightsOf = (call: TorchCall, projected: boolean): readonly RecurrentWeights[] => {
  const params = call.tensors('params');
  const biased = call.flag('has_biases', true);
  const each = 2 + (biased ? 2 : 0) + (projected ? 1 : 0);
  if (params.length % each !== 0) throw new TranslationError('its parameters are not those of whole layers');
  return listOf(params.length / each, (i) => {
    const [input, recurrent, ...rest] = params.slice(i * each, (i + 1) * each);
    if (input === undefined || recurrent === undefined) throw new TranslationError('it has no weights');
    const [inputBias = null, recurrentBias = null] = biased ? rest : [];
    const projection = projected ? (rest.at(-1) ?? null) : null;
    return { input, recurrent, inputBias, recurrentBias, projection };
  });
};

/** Layers one behind the other, each in one or both directions. Results: the sequence, and the last states of all. */
const recurrent =
  ({ cell, states: stateCount, recurrence }: Kind): TorchBuild =>
  (call) => {
    if (call.argument('data') !== undefined) throw new TranslationError('packed sequences are not supported');
    const { to } = call;
    const batchFirst = call.flag('batch_first');
    const given = to.shapeOf(call.tensor('input'));
    // A sequence without a batch has one for it.
    const single = given.length === 2;
    const x = single
      ? to.reshaped(call.tensor('input'), batchFirst ? [1, ...given] : [given[0] ?? 1, 1, given[1] ?? 1])
      : call.tensor('input');
    const initial = stateCount === 2 ? call.tensors('hx') : [call.tensor('hx')];
    const [h, c] = initial.map((state) => {
      const shape = to.shapeOf(state);
      return shape.length === 2 ? to.reshaped(state, [shape[0] ?? 1, 1, shape[1] ?? 1]) : state;
    });
    const directions = call.flag('bidirectional') ? 2 : 1;
    const projected = c !== undefined && h !== undefined && to.shapeOf(h)[2] !== to.shapeOf(c)[2];
    const weights = weightsOf(call, projected);
    const after: ValueId[][] = [];
    const layers = weights.length / directions;
    const stateOf = (all: ValueId, index: number): ValueId => {
      const [, batch = 1, units = 1] = to.shapeOf(all);
      return to.reshaped(slicedAlong(to, all, 0, index, 1), [batch, units]);
    };
    const run = (sequence: ValueId, index: number): ValueId => {
      const each = weights[index];
      if (each === undefined || h === undefined) throw new TranslationError('it has no initial state');
      const own = index % directions === 1 ? reversedCell(cell) : cell;
      const before = [h, ...(c === undefined ? [] : [c])].map((all) => stateOf(all, index));
      const [output, ...last] = own(to, sequence, each, before, { ...recurrence, timeMajor: !batchFirst });
      if (output === undefined) throw new TranslationError('it has no result');
      after.push(last);
      return output;
    };
    let sequence = x;
    for (let layer = 0; layer < layers; layer++) {
      const below = sequence;
      const parts = listOf(directions, (d) => run(below, layer * directions + d));
      sequence = concatenated(to, parts, 2);
    }
    const last = listOf(stateCount, (k) => {
      const each = after.flatMap((states) => states[k] ?? []);
      const stacked = each.map((state) => to.reshaped(state, [1, ...to.shapeOf(state)]));
      const whole = concatenated(to, stacked, 0);
      return single ? to.reshaped(whole, [to.shapeOf(whole)[0] ?? 1, to.shapeOf(whole)[2] ?? 1]) : whole;
    });
    const shape = to.shapeOf(sequence);
    return [
      single
        ? to.reshaped(
            sequence,
            shape.filter((_, axis) => axis !== (batchFirst ? 0 : 1)),
          )
        : sequence,
      ...last,
    ];
  };

/** One step: states [batch, units], a bias for each product. */
const step =
  ({ cell, states: stateCount, recurrence }: Kind): TorchBuild =>
  (call) => {
    const { to } = call;
    const shape = to.shapeOf(call.tensor('input'));
    const single = shape.length === 1;
    const [batch = 1, n = 1] = single ? [1, shape[0]] : shape;
    const states = (stateCount === 2 ? call.tensors('hx') : [call.tensor('hx')]).map((state) =>
      single ? to.reshaped(state, [1, ...to.shapeOf(state)]) : state,
    );
    const weights = {
      input: call.tensor('w_ih'),
      recurrent: call.tensor('w_hh'),
      inputBias: call.optionalTensor('b_ih'),
      recurrentBias: call.optionalTensor('b_hh'),
    };
    const x = to.reshaped(call.tensor('input'), [batch, 1, n]);
    const [, ...after] = cell(to, x, weights, states, { ...recurrence, timeMajor: false });
    return after.map((state) => (single ? to.reshaped(state, to.shapeOf(state).slice(1)) : state));
  };

const kinds = {
  // Rows of input, forget, cell and output gate.
  lstm: { cell: lstmCell, states: 2, recurrence: { activation: 'tanh', gates: [0, 1, 2, 3] } },
  // Rows of reset gate, update gate and candidate.
  gru: { cell: gruCell, states: 1, recurrence: { activation: 'tanh', gates: [1, 0, 2], resetAfter: true } },
  tanh: { cell: rnnCell, states: 1, recurrence: { activation: 'tanh', gates: [0] } },
  relu: { cell: rnnCell, states: 1, recurrence: { activation: 'relu', gates: [0] } },
} as const satisfies Record<string, Kind>;

export const recurrences: PytorchEntry = {
  'aten.lstm': recurrent(kinds.lstm),
  'aten.gru': recurrent(kinds.gru),
  'aten.rnn_tanh': recurrent(kinds.tanh),
  'aten.rnn_relu': recurrent(kinds.relu),
  'aten.lstm_cell': step(kinds.lstm),
  'aten.gru_cell': step(kinds.gru),
  'aten.rnn_tanh_cell': step(kinds.tanh),
  'aten.rnn_relu_cell': step(kinds.relu),
};
