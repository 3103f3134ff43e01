import type { ValueId } from '@tinyml/core';
import { concatenated, slicedAlong } from '../../translation/axes.ts';
import { gruCell, lstmCell, reversedCell, rnnCell, type Cell, type Recurrence, type RecurrentWeights } from '../../translation/recurrent.ts'; // prettier-ignore
import { TranslationError } from '../../translation/translation-error.ts';
import type { OnnxCall, OnnxOperator, OnnxOperators } from '../call.ts';
import { product } from './words.ts';

interface Layer {
  readonly cell: Cell;
  readonly states: number;
  /** Gates of a weight; where in the file's order those of the cell stand. */
  readonly gates: readonly number[];
  /** The cell's functions in ONNX, one direction's. */
  readonly functions: readonly string[];
}

type CellActivation = Recurrence['activation'];

const cellActivations: Readonly<Record<string, CellActivation>> = { tanh: 'tanh', relu: 'relu' };

/** What the last function of a direction is; the others must be as ONNX has them by default. */
const activationOf = (call: OnnxCall, { functions }: Layer, directions: number): CellActivation => {
  const given = call.attributes.texts('activations').map((name) => name.toLowerCase());
  if (given.length === 0) return 'tanh';
  const all = Array.from({ length: directions }, (_, i) =>
    given.slice(i * functions.length, (i + 1) * functions.length),
  );
  const last = given[functions.length === 1 ? 0 : 1] ?? '';
  const activation = cellActivations[last];
  const wanted = functions.map((name) => (name === 'tanh' ? last : name)).join();
  if (activation === undefined || all.some((each) => each.length > 0 && each.join() !== wanted)) throw new TranslationError(`activations ${given.join(', ')} are not supported`); // prettier-ignore
  return activation;
};

const checkLengths = (call: OnnxCall, steps: number): void => {
  const lengths = call.known(4, 'sequence_lens');
  if (lengths?.some((length) => length !== steps) === true) throw new TranslationError('sequence_lens that are shorter than the sequence are not supported'); // prettier-ignore
};

const recurrent =
  (layer: Layer): OnnxOperator =>
  (call) => {
    const { attributes } = call;
    const hidden = attributes.int('hidden_size', 0);
    const direction = attributes.text('direction', 'forward');
    const isBatchFirst = attributes.flag('layout', false);
    if (attributes.float('clip', 0) !== 0) throw new TranslationError('clip is not supported');
    if (attributes.flag('input_forget', false)) throw new TranslationError('input_forget is not supported');
    attributes.ignore('activation_alpha', 'activation_beta', 'output_sequence');
    const x = isBatchFirst ? call.permuted(call.operand(0), [1, 0, 2]) : call.operand(0);
    const [steps = 1, batch = 1] = call.shapeOf(x);
    const directions = direction === 'bidirectional' ? 2 : 1;
    const activation = activationOf(call, layer, directions);
    const resetAfter = attributes.flag('linear_before_reset', false);
    checkLengths(call, steps);
    const units = hidden > 0 ? hidden : (call.shapeOf(call.operand(2)).at(-1) ?? 1);
    if (layer.states === 2 && call.optional(7) !== undefined) throw new TranslationError('peepholes are not supported');
    const part = (id: ValueId, d: number): ValueId => {
      const own = slicedAlong(call, id, 0, d, 1);
      return call.reshaped(own, call.shapeOf(own).slice(1));
    };
    const biases = (d: number): readonly [ValueId | null, ValueId | null] => {
      const id = call.optional(3);
      if (id === undefined) return [null, null];
      const [both, rows] = [part(id, d), layer.gates.length * units];
      return [slicedAlong(call, both, 0, 0, rows), slicedAlong(call, both, 0, rows, rows)];
    };
    const state = (position: number, d: number): ValueId => {
      const given = call.optional(position);
      const size = [batch, units];
      if (given === undefined) return call.floats('state', size, new Array<number>(product(size)).fill(0));
      return part(isBatchFirst ? call.permuted(given, [1, 0, 2]) : given, d);
    };
    const runs = Array.from({ length: directions }, (_, d) => {
      const [inputBias, recurrentBias] = biases(d);
      const weights: RecurrentWeights = { input: part(call.operand(1), d), recurrent: part(call.operand(2), d), inputBias, recurrentBias }; // prettier-ignore
      const isBackwards = direction === 'reverse' || d === 1;
      const cell = isBackwards ? reversedCell(layer.cell) : layer.cell;
      const states = [5, 6].slice(0, layer.states).map((position) => state(position, d));
      return cell(call, x, weights, states, { timeMajor: true, activation, resetAfter, gates: layer.gates });
    });
    // Y [steps, directions, batch, units], Y_h and Y_c [directions, batch, units]; the batch comes first in the other layout.
    const sequence = (): ValueId => {
      const all = concatenated(call, runs.map(([y = '']) => call.reshaped(y, [steps, 1, batch, units])), 1); // prettier-ignore
      return isBatchFirst ? call.permuted(all, [2, 0, 1, 3]) : all;
    };
    const last = (i: number): ValueId => {
      const all = concatenated(call, runs.map((run) => call.reshaped(run[i + 1] ?? '', [1, batch, units])), 0); // prettier-ignore
      return isBatchFirst ? call.permuted(all, [1, 0, 2]) : all;
    };
    return [0, 1, 2].slice(0, layer.states + 1).map((i) => (call.wants(i) ? (i === 0 ? sequence() : last(i - 1)) : ''));
  };

export const recurrentOperators: OnnxOperators = {
  /** ONNX's gates: input, output, forget, cell. */
  LSTM: recurrent({ cell: lstmCell, states: 2, gates: [0, 2, 3, 1], functions: ['sigmoid', 'tanh', 'tanh'] }),
  GRU: recurrent({ cell: gruCell, states: 1, gates: [0, 1, 2], functions: ['sigmoid', 'tanh'] }),
  RNN: recurrent({ cell: rnnCell, states: 1, gates: [0], functions: ['tanh'] }),
};
