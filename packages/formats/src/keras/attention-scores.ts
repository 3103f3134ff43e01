import type { ValueId } from '@tinyml/core';
import type { LayerCall } from './layer.ts';

/** What a score is lowered by where a key must not be seen. */
const hidden = 1e9;

/** 1 where step i may see step j ≤ i, else 0: [1, rows, columns]. */
export const causalMask = (call: LayerCall, rows: number, columns: number): ValueId =>
  call.floats('causal', [1, rows, columns], Array.from({ length: rows * columns }, (_, i) => (i % columns <= Math.floor(i / columns) ? 1 : 0))); // prettier-ignore

/** Scores [n, …, rows, columns] lowered where the product of the masks, 1 or 0, is 0. */
export const masked = (call: LayerCall, scores: ValueId, masks: readonly ValueId[]): ValueId => {
  const [first, ...others] = masks;
  if (first === undefined) return scores;
  const { add, mul, sub } = call.formula;
  const allowed = others.reduce((a, b) => mul(a, b), first);
  return add(scores, mul(sub(allowed, 1), hidden));
};

/** A mask of steps [n, t] as numbers along the columns, [n, 1, t], or along the rows, [n, t, 1], of scores. */
export const alongScores = (call: LayerCall, mask: ValueId, along: 'rows' | 'columns'): ValueId => {
  const [n = 1, count = 1] = call.typeOf(mask).shape;
  const shape = along === 'rows' ? [n, count, 1] : [n, 1, count];
  return call.view(call.formula.cast(mask, 'float32'), shape, along);
};

/** Whether an argument of the call is True. */
export const isAsked = (call: LayerCall, name: string): boolean => call.given.isTrue(call.named[name] ?? null);
