import type { ValueId } from '@tinyml/core';
import type { KerasEntry } from '@tinyml/formats';

type LayerCall = Parameters<NonNullable<KerasEntry['layers']>[string]['build']>[0];

const rows = (call: LayerCall, x: ValueId, places: ValueId): ValueId =>
  call.emit('gather', { axis: 1, batchDims: 1 }, [x, places], 'rows');

/**
 * Steps that a mask leaves out, around a layer that knows of no masks: those that count come first, in their order, and what the layer gives for
 * them goes back to their places. `mask` [n, t], 1 or 0.
 */
export const openMask = (call: LayerCall, mask: ValueId) => {
  const { add, cast, mul } = call.formula;
  const [n = 1, count = 1] = call.typeOf(mask).shape;
  /** The steps that count, then the others. */
  const compact = (x: ValueId): ValueId => {
    const falling = call.floats(
      'order',
      [count],
      Array.from({ length: count }, (_, i) => -i),
    );
    const keys = add(mul(mask, count), falling);
    const [, order = keys] = call.emitAll('topk_v2', {}, [keys, call.ints('k', [], [count])], 'order');
    return rows(call, x, order);
  };
  /** The outputs at the steps that they belong to; a step that does not count has that of the one before, at first `initial`. */
  const spread = (outputs: ValueId, initial: ValueId): ValueId => {
    const [, , units = 1] = call.typeOf(outputs).shape;
    const first = call.view(initial, [n, 1, units], 'initial');
    const all = call.emit('concatenation', { axis: 1, activation: 'none' }, [first, outputs], 'with_initial');
    const attrs = { exclusive: false, reverse: false };
    const sums = call.emit('cumsum', attrs, [mask, call.ints('axis', [], [1])], 'places');
    return rows(call, all, cast(sums, 'int32'));
  };
  /** 0 for the steps that do not count. */
  const zeroed = (outputs: ValueId): ValueId => mul(outputs, call.view(mask, [n, count, 1], 'column'));
  return { compact, spread, zeroed };
};
