import type { ValueId } from '@tinyml/core';
import type { LayerCall } from '../layer.ts';
import type { KerasEntry } from '../slot.ts';

/**
 * Keras's sparsemax along the last axis: with the elements z₁ ≥ z₂ ≥ … sorted and sₖ the sum of the first k, the n places where 1 + k · zₖ
 * exceeds sₖ support the result max(z − (Σ sₖ − 1) / n, 0). Keras adds up the sums of all supporting places; Martins and Astudillo (From Softmax to
 * Sparsemax, 2016) take the last of them. A model was trained with what Keras computes.
 */
const sparsemax = (call: LayerCall, x: ValueId): ValueId => {
  const { add, div, mul, reduce, sub, truth } = call.formula;
  const { shape } = call.typeOf(x);
  const size = shape.at(-1) ?? 1;
  const last = [shape.length - 1];
  const [sorted = x] = call.emitAll('topk_v2', {}, [x, call.ints('k', [], [size])], 'sorted');
  const upper = Array.from({ length: size * size }, (_, i) => (i % size <= Math.floor(i / size) ? 1 : 0));
  const attrs = { activation: 'none', keepNumDims: true } as const;
  const sums = call.emit('fully_connected', attrs, [sorted, call.floats('up_to', [size, size], upper), null], 'sums');
  const places = call.floats(
    'places',
    [size],
    Array.from({ length: size }, (_, i) => i + 1),
  );
  const within = truth('greater', add(mul(sorted, places), 1), sums);
  const count = reduce('sum', within, last);
  const total = reduce('sum', mul(within, sums), last);
  return call.emit('relu', {}, [sub(x, div(sub(total, 1), count))], 'relu');
};

export const sparsemaxActivation: KerasEntry = {
  activations: { sparsemax: { apply: sparsemax } },
  operations: {
    sparsemax: {
      build: (call) => {
        const x = call.given.operand();
        const axes = call.given.axes(call.given.argument(1, 'axis') ?? -1, call.typeOf(x).shape.length);
        return call.alongLast(x, axes, (last) => sparsemax(call, last));
      },
    },
  },
};
