import type { ValueId } from '@tinyml/core';
import type { LayerCall } from '../layer.ts';
import type { KerasEntry } from '../slot.ts';

/** The first half along an axis times the logistic function of the second (Dauphin et al., 2016). */
const gated = (call: LayerCall, x: ValueId, axis: number): ValueId => {
  const { shape } = call.typeOf(x);
  const size = shape[axis] ?? 1;
  if (size % 2 !== 0) throw call.options.problem(`${String(size)} elements along the axis have no halves`);
  const attrs = { numSplits: 2 };
  const [value = x, gate = x] = call.emitAll('split', attrs, [call.ints('axis', [], [axis]), x], 'halves');
  const { mul, of } = call.formula;
  return mul(value, of('logistic', gate));
};

export const gating: KerasEntry = {
  activations: { glu: { apply: (call, x) => gated(call, x, call.typeOf(x).shape.length - 1) } },
  operations: {
    glu: {
      build: (call) => {
        const x = call.given.operand();
        const [axis = 0] = call.given.axes(call.given.argument(1, 'axis') ?? -1, call.typeOf(x).shape.length);
        return gated(call, x, axis);
      },
    },
  },
};
