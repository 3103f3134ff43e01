import type { ValueId } from '@tinyml/core';
import type { KerasEntry } from '@tinyml/formats';
import type { CellActivation } from './cell-activation.ts';
import { openMask } from './keras-mask.ts';
import { unroll, type Unrolled } from './keras-unrolled.ts';

type LayerKind = NonNullable<KerasEntry['layers']>[string];
type LayerCall = Parameters<LayerKind['build']>[0];
type LayerOptions = LayerCall['options'];
type Weight = ReturnType<LayerCall['weight']>;

/** Activations of cells by Keras's names. */
const activations: Readonly<Record<string, CellActivation>> = {
  linear: 'none',
  relu: 'relu',
  relu6: 'relu6',
  tanh: 'tanh',
};

/** The cell's activation; undefined where the operators have none such. */
const knownActivation = (options: LayerOptions): CellActivation | undefined =>
  options.config['activation'] === null ? 'none' : activations[options.word('activation', 'tanh')];

export const cellActivation = (options: LayerOptions): CellActivation => {
  const activation = knownActivation(options);
  if (activation === undefined) throw options.problem('activation of a cell is not supported');
  return activation;
};

/** Whether the layer is what the operators compute, whose gates are logistic functions. */
const isOperator = (options: LayerOptions): boolean =>
  knownActivation(options) !== undefined && options.word('recurrent_activation', 'sigmoid') === 'sigmoid';

/** Columns of a weight [n, …], each group as wide as there are units. */
export const columns = ({ shape, values }: Weight, units: number, group: number): Weight => {
  const [rows, width] = shape.length === 1 ? [1, shape[0] ?? 0] : [shape[0] ?? 0, shape[1] ?? 0];
  const part = Float32Array.from(
    { length: rows * units },
    (_, i) => values[Math.floor(i / units) * width + group * units + (i % units)] ?? 0,
  );
  return { shape: shape.length === 1 ? [units] : [rows, units], values: part };
};

export interface RecurrentLayer {
  readonly states: readonly string[];
  /** The node: all results, the output of all steps first, then the states in the same order. */
  emit(call: LayerCall, x: ValueId, states: readonly ValueId[]): readonly ValueId[];
  /** The same as formulas. */
  readonly unrolled: Unrolled;
}

const flag = ({ config }: LayerOptions, name: string): boolean => config[name] === true;

/** The states before the first step: given, kept from the last inference, or zeros. */
const statesBefore = (call: LayerCall, states: readonly string[], n: number): readonly ValueId[] => {
  const { options } = call;
  const given = call.other('initial_state').filter((id) => id !== undefined);
  if (given.length > 0 && given.length !== states.length)
    throw options.problem(`is given ${String(given.length)} states, but has ${String(states.length)}`);
  const size = [n, options.whole('units')];
  const zeros = new Array<number>(size.reduce((product, one) => product * one, 1)).fill(0);
  return states.map(
    (role, i) => given[i] ?? (flag(options, 'stateful') ? call.state(role, size) : call.floats(role, size, zeros)),
  );
};

const backwards = (call: LayerCall, x: ValueId): ValueId =>
  flag(call.options, 'go_backwards') ? call.emit('reverse_v2', {}, [x, call.ints('steps', [1], [1])], 'backwards') : x;

/** The outputs of all steps, the last output and the states after it. */
const run = (layer: RecurrentLayer, call: LayerCall, x: ValueId, before: readonly ValueId[]) => {
  const { options } = call;
  const known = call.maskOf(x);
  const plain = (steps: ValueId): readonly ValueId[] =>
    isOperator(options) ? layer.emit(call, steps, before) : unroll(call, layer.unrolled, steps, before);
  const steps = backwards(call, x);
  if (known === undefined) {
    const [sequence = x, ...after] = plain(steps);
    return { sequence, last: after[0] ?? sequence, after };
  }
  const mask = backwards(call, call.formula.cast(known, 'float32'));
  const { compact, spread, zeroed } = openMask(call, mask);
  const [n = 1, count = 1] = call.typeOf(steps).shape;
  const needsAll = before.length > 1 && (flag(options, 'return_state') || flag(options, 'stateful'));
  const [outputs = x, ...states] = needsAll ? unroll(call, layer.unrolled, steps, before, mask) : plain(compact(steps));
  const held = needsAll ? outputs : spread(outputs, before[0] ?? x);
  const units = options.whole('units');
  const sequence = flag(options, 'zero_output_for_mask') ? zeroed(held) : held;
  const lastOf = (all: ValueId): ValueId => {
    const places = call.ints('last', [1], [count - 1]);
    return call.view(call.emit('gather', { axis: 1, batchDims: 0 }, [all, places], 'last'), [n, units], 'last_step');
  };
  return { sequence, last: lastOf(sequence), after: needsAll ? states : [lastOf(held)] };
};

/**
 * A recurrent layer of Keras's on [batch, time, n]. Its state begins with zeros in each inference, with what it is given, or goes on from the
 * inference before where the layer is stateful.
 */
export const recurrentKind = (layer: RecurrentLayer): LayerKind => ({
  passesMask: true,
  takes: ['initial_state', 'mask'],
  variables: (options) => ({
    trainable: ['kernel', 'recurrent_kernel', ...(options.config['use_bias'] === false ? [] : ['bias'])],
    fixed: [],
  }),
  check(options) {
    if (flag(options, 'time_major'))
      throw options.problem('time_major=True is not supported', 'build the model with time_major=False');
  },
  build(call) {
    const { options } = call;
    // Keras 2 lists the states that a layer is given with its input.
    const [x, ...given] = call.inputs;
    if (x === undefined) throw options.problem('has no input');
    const { shape } = call.typeOf(x);
    if (shape.length !== 3) throw options.problem('its input does not have 3 dimensions');
    const stated = given.length === 0 ? call : { ...call, other: () => given };
    const before = statesBefore(stated, layer.states, shape[0] ?? 1);
    const { sequence, last, after } = run(layer, call, x, before);
    if (flag(options, 'stateful'))
      before.forEach((state, i) => {
        call.keep(state, after[i] ?? state);
      });
    const result = flag(options, 'return_sequences') ? sequence : last;
    return flag(options, 'return_state') ? [result, ...after] : result;
  },
});
