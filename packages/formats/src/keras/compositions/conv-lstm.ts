import type { ValueId } from '@tinyml/core';
import type { LayerCall, LayerKind, Rank } from '../layer.ts';
import type { KerasEntry } from '../slot.ts';

const maximumSteps = 64;

const gates = 4;

interface States {
  readonly output: ValueId;
  readonly cell: ValueId;
}

/** Sums of both convolutions to the states that follow (Shi et al., 2015, without peepholes): input gate, forget gate, candidate, output gate. */
const step = (call: LayerCall, sums: ValueId, { cell }: States): States => {
  const { add, mul } = call.formula;
  const gate = (x: ValueId): ValueId => call.activate(x, 'recurrent_activation');
  const operands = [call.ints('axis', [], [3]), sums];
  const [input = sums, forget = sums, candidate = sums, out = sums] = call.emitAll('split', { numSplits: gates }, operands, 'gates'); // prettier-ignore
  const next = add(mul(gate(forget), cell), mul(gate(input), call.activate(candidate)));
  return { output: mul(gate(out), call.activate(next)), cell: next };
};

/** [n, t, (height,) width, channels] as one image for each step, in the order in which they are read. */
const imagesOf = (call: LayerCall, rank: Rank): readonly ValueId[] => {
  const { options } = call;
  const x = call.input();
  const { shape } = call.typeOf(x);
  const [n = 1, steps = 1, ...image] = shape;
  if (shape.length !== rank + 3) throw options.problem(`its input does not have ${String(rank + 3)} dimensions`);
  if (steps > maximumSteps)
    throw options.problem(`has ${String(steps)} steps, each of which is written out: at most ${String(maximumSteps)} are supported`); // prettier-ignore
  const parts =
    steps === 1 ? [x] : call.emitAll('split', { numSplits: steps }, [call.ints('axis', [], [1]), x], 'steps');
  const images = parts.map((part) => call.view(part, rank === 1 ? [n, 1, ...image] : [n, ...image], 'image'));
  return options.config['go_backwards'] === true ? images.toReversed() : images;
};

const convolutionalLstm = (rank: Rank): LayerKind => ({
  variables: ({ config }) => ({
    trainable: ['kernel', 'recurrent_kernel', ...(config['use_bias'] === false ? [] : ['bias'])],
    fixed: [],
  }),
  check: (options) => {
    options.checkWindow(rank);
    if (options.config['stateful'] === true) throw options.problem('stateful=True is not supported');
  },
  build: (call) => {
    const { options } = call;
    const kernel = call.kernel(rank, 'kernel');
    const recurrentKernel = call.kernel(rank, 'recurrent_kernel');
    const filter = call.place('kernel', kernel, [3, 0, 1, 2]);
    const recurrent = call.place('recurrent_kernel', recurrentKernel, [3, 0, 1, 2]);
    const window = options.window(rank, kernel.shape[1] ?? 1);
    const own = { padding: 'same', strides: [1, 1], dilations: [1, 1], activation: 'none' } as const;
    const { add } = call.formula;
    const bias = call.bias();
    const outputs: ValueId[] = [];
    let states: States | undefined;
    for (const image of imagesOf(call, rank)) {
      const given = call.emit('conv_2d', window, [image, filter, bias], 'input');
      const shape = call.typeOf(given).shape.with(3, options.whole('filters'));
      const zeros = new Array<number>(shape.reduce((all, size) => all * size, 1)).fill(0);
      const before = states ?? { output: call.floats('zeros', shape, zeros), cell: call.floats('zeros', shape, zeros) };
      states = step(call, add(given, call.emit('conv_2d', own, [before.output, recurrent, null], 'state')), before);
      outputs.push(states.output);
    }
    const withoutHeight = (id: ValueId): ValueId => call.asSeries(rank, id);
    if (states === undefined) throw options.problem('its input has no steps');
    const last = withoutHeight(states.output);
    const sequence = (): ValueId => {
      const views = outputs.map((id) => {
        const [n = 1, ...image] = call.typeOf(withoutHeight(id)).shape;
        return call.view(withoutHeight(id), [n, 1, ...image], 'one');
      });
      return views.length === 1 ? (views[0] ?? last) : call.emit('concatenation', { axis: 1, activation: 'none' }, views, 'sequence'); // prettier-ignore
    };
    const result = options.config['return_sequences'] === true ? sequence() : last;
    return options.config['return_state'] === true ? [result, last, withoutHeight(states.cell)] : result;
  },
});

export const convLstm: KerasEntry = { layers: { ConvLSTM1D: convolutionalLstm(1), ConvLSTM2D: convolutionalLstm(2) } };
