import type { ValueId } from '@tinyml/core';
import type { KerasEntry } from '@tinyml/formats';
import type { CellActivation } from './cell-activation.ts';

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

export const cellActivation = (options: LayerOptions): CellActivation => {
  const name = options.word('activation', 'tanh');
  const activation = activations[name];
  if (activation === undefined)
    throw options.problem(`activation ${name} of a cell is not supported`, 'use tanh, relu, relu6 or linear');
  return activation;
};

/** Gates are logistic functions. */
export const checkGates = (options: LayerOptions): void => {
  const name = options.word('recurrent_activation', 'sigmoid');
  if (name !== 'sigmoid')
    throw options.problem(`recurrent_activation ${name} is not supported`, 'use recurrent_activation="sigmoid"');
};

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
  check(options: LayerOptions): void;
  readonly states: readonly string[];
  /** The node: all results, the output of all steps first, then the states in the same order. */
  emit(call: LayerCall, x: ValueId, states: readonly ValueId[]): readonly ValueId[];
}

const flag = ({ config }: LayerOptions, name: string): boolean => config[name] === true;

/**
 * A recurrent layer of Keras's on [batch, time, n]. Its state begins with zeros in each inference, or goes on from the one
 * before where the layer is stateful.
 */
export const recurrentKind = ({ check, emit, states }: RecurrentLayer): LayerKind => ({
  variables: (options) => ({
    trainable: ['kernel', 'recurrent_kernel', ...(options.config['use_bias'] === false ? [] : ['bias'])],
    fixed: [],
  }),
  check(options) {
    if (flag(options, 'time_major'))
      throw options.problem('time_major=True is not supported', 'build the model with time_major=False');
    check(options);
  },
  build(call) {
    const { options } = call;
    const x = call.input();
    const { shape } = call.typeOf(x);
    if (shape.length !== 3) throw options.problem('its input does not have 3 dimensions');
    const backwards = flag(options, 'go_backwards');
    const steps = backwards ? call.emit('reverse_v2', {}, [x, call.ints('steps', [1], [1])], 'backwards') : x;
    const size = [shape[0] ?? 1, options.whole('units')];
    const count = size.reduce((product, one) => product * one, 1);
    const before = states.map((role) =>
      flag(options, 'stateful') ? call.state(role, size) : call.floats(role, size, new Array<number>(count).fill(0)),
    );
    const [sequence, ...after] = emit(call, steps, before);
    if (flag(options, 'stateful'))
      before.forEach((state, i) => {
        call.keep(state, after[i] ?? state);
      });
    const result = flag(options, 'return_sequences') ? sequence : after[0];
    if (result === undefined) throw new Error('a recurrent layer without results');
    return flag(options, 'return_state') ? [result, ...after] : result;
  },
});
