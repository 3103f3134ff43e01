import type { ValueId } from '@tinyml/core';
import type { LayerCall, LayerKind, LayerOptions } from '../layer.ts';
import type { KerasEntry } from '../slot.ts';

type Mode = 'int' | 'one_hot' | 'multi_hot' | 'count';

const modes: readonly string[] = ['int', 'one_hot', 'multi_hot', 'count'];

const isMode = (word: string): word is Mode => modes.includes(word);

const modeOf = (options: LayerOptions, fallback: Mode): Mode => {
  const word = options.word('output_mode', fallback);
  if (!isMode(word)) throw options.problem(`output_mode ${word} is not supported`);
  return word;
};

/** Whole numbers below `depth` as they are, each as a row of `depth` with a 1 at its place, or such rows of a sample together. */
const encoded = (call: LayerCall, x: ValueId, mode: Mode, depth: number): ValueId => {
  const { cast, reduce, truth } = call.formula;
  const whole = cast(x, 'int32');
  if (mode === 'int') return whole;
  const given = call.typeOf(x).shape;
  const shape = mode === 'one_hot' && given.length > 1 && given.at(-1) === 1 ? given.slice(0, -1) : given;
  const places = call.ints(
    'places',
    [depth],
    Array.from({ length: depth }, (_, i) => i),
  );
  const rows = truth('equal', call.view(whole, [...shape, 1], 'numbers'), places);
  if (mode === 'one_hot') return rows;
  const axis = mode === 'count' ? (shape.length > 1 ? 1 : 0) : Math.max(0, shape.length - 1);
  if (shape.length === 1) return rows;
  return reduce(mode === 'count' ? 'sum' : 'reduce_max', rows, [axis], false);
};

const categoryEncoding: LayerKind = {
  check: (options) => [options.whole('num_tokens'), modeOf(options, 'multi_hot')],
  build: (call) => encoded(call, call.input(), modeOf(call.options, 'multi_hot'), call.options.whole('num_tokens')),
};

const boundariesOf = (options: LayerOptions): readonly number[] => {
  const { config } = options;
  if (!Array.isArray(config['bin_boundaries']))
    throw options.problem('the file holds no bin_boundaries for it', 'call adapt() before the model is saved');
  return options.numbers('bin_boundaries', 0);
};

/** The number of boundaries that are not above x. */
const discretization: LayerKind = {
  check: (options) => [boundariesOf(options), modeOf(options, 'int')],
  build: (call) => {
    const { cast, reduce, truth } = call.formula;
    const boundaries = boundariesOf(call.options);
    const x = cast(call.input(), 'float32');
    const { shape } = call.typeOf(x);
    const above = truth('greater_equal', call.view(x, [...shape, 1], 'values'), call.floats('boundaries', [boundaries.length], boundaries)); // prettier-ignore
    const bins = reduce('sum', above, [shape.length], false);
    return encoded(call, bins, modeOf(call.options, 'int'), boundaries.length + 1);
  },
};

/** Numbers of categories. */
export const categories: KerasEntry = {
  layers: { CategoryEncoding: categoryEncoding, Discretization: discretization },
};
