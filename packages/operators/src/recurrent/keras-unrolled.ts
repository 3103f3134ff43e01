import type { ValueId } from '@tinyml/core';
import type { KerasEntry } from '@tinyml/formats';

type LayerCall = Parameters<NonNullable<KerasEntry['layers']>[string]['build']>[0];

/** Steps of a sequence that are written out one by one: each is some ten layers of the graph. */
const maximumSteps = 256;

/** One step: from what the input gives to it, [n, width], and the states, [n, units], to the states that follow; the first is the output. */
export type Step = (call: LayerCall, given: ValueId, states: readonly ValueId[]) => readonly ValueId[];

export interface Unrolled {
  /** What the inputs of all steps, [n, t, features], give to each step: [n, t, width]. */
  readonly project: (call: LayerCall, x: ValueId) => ValueId;
  readonly step: Step;
}

/** Products of rows with a kernel [k, o] of the layer, and a bias. */
export const product = (call: LayerCall, x: ValueId, kernel: ValueId, bias: ValueId | null): ValueId =>
  call.emit('fully_connected', { activation: 'none', keepNumDims: true }, [x, kernel, bias], 'product');

/** Equal parts of the last axis. */
export const parts = (call: LayerCall, x: ValueId, count: number): readonly ValueId[] => {
  const axis = call.ints('axis', [], [call.typeOf(x).shape.length - 1]);
  return call.emitAll('split', { numSplits: count }, [axis, x], 'parts');
};

/** The tensor of each step of [n, t, …], without that axis. */
export const stepsOf = (call: LayerCall, x: ValueId): readonly ValueId[] => {
  const [n = 1, count = 1, ...rest] = call.typeOf(x).shape;
  const all = count === 1 ? [x] : call.emitAll('split', { numSplits: count }, [call.ints('axis', [], [1]), x], 'steps');
  return all.map((one) => call.view(one, [n, ...rest], 'step'));
};

/** Values of all steps as one tensor [n, t, …]. */
export const sequenceOf = (call: LayerCall, steps: readonly ValueId[]): ValueId => {
  const views = steps.map((one) => {
    const [n = 1, ...rest] = call.typeOf(one).shape;
    return call.view(one, [n, 1, ...rest], 'one');
  });
  const [first] = views;
  if (views.length === 1 && first !== undefined) return first;
  return call.emit('concatenation', { axis: 1, activation: 'none' }, views, 'sequence');
};

/**
 * A recurrent layer as the formulas of each step: for what no operator computes. Results as the operators': the outputs of all steps, then the
 * states. `mask` [n, t], 1 or 0: a step that counts 0 leaves the states as they are.
 */
export const unroll = (
  call: LayerCall,
  { project, step }: Unrolled,
  x: ValueId,
  states: readonly ValueId[],
  mask?: ValueId,
): readonly ValueId[] => {
  const count = call.typeOf(x).shape[1] ?? 1;
  if (count > maximumSteps)
    throw call.options.problem(
      `its activations or its mask need every step written out, which ${String(count)} steps are too many for`,
      `use at most ${String(maximumSteps)} steps, or activation="tanh", recurrent_activation="sigmoid" and no mask`,
    );
  const { add, mul, sub } = call.formula;
  const masks = mask === undefined ? [] : stepsOf(call, mask);
  const outputs: ValueId[] = [];
  let now = states;
  stepsOf(call, project(call, x)).forEach((given, t) => {
    const next = step(call, given, now);
    const counts = masks[t];
    if (counts === undefined) now = next;
    else {
      const [n = 1] = call.typeOf(counts).shape;
      const column = call.view(counts, [n, 1], 'counts');
      now = next.map((state, i) => {
        const before = now[i] ?? state;
        return add(before, mul(column, sub(state, before)));
      });
    }
    outputs.push(now[0] ?? given);
  });
  return [sequenceOf(call, outputs), ...now];
};
