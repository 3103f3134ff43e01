import type { ValueId } from '@tinyml/core';
import { einsum } from '../einsum.ts';
import type { LayerCall, LayerKind } from '../layer.ts';
import type { KerasEntry } from '../slot.ts';

const labels = (first: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => String.fromCharCode(first.charCodeAt(0) + i));

/** The sum of products along pairs of axes; the other axes of a, then those of b. */
const along = (call: LayerCall, a: ValueId, b: ValueId, ofA: readonly number[], ofB: readonly number[]): ValueId => {
  if (ofA.length !== ofB.length) throw call.options.problem('its axes do not come in pairs');
  const first = labels('a', call.typeOf(a).shape.length);
  const own = labels('A', call.typeOf(b).shape.length);
  const second = own.map((label, axis) => (ofB.includes(axis) ? (first[ofA[ofB.indexOf(axis)] ?? -1] ?? '') : label));
  const rest = [...first.filter((_, axis) => !ofA.includes(axis)), ...own.filter((_, axis) => !ofB.includes(axis))];
  return einsum(call, `${first.join('')},${second.join('')}->${rest.join('')}`, a, b);
};

const ofTwo = (work: (call: LayerCall, a: ValueId, b: ValueId) => ValueId): LayerKind => ({
  build: (call) => {
    const { given } = call;
    return work(call, given.value(given.argument(0, 'x1', 'a'), 'a'), given.value(given.argument(1, 'x2', 'b'), 'b'));
  },
});

const rankOf = (call: LayerCall, x: ValueId): number => call.typeOf(x).shape.length;

const range = (start: number, count: number): readonly number[] => Array.from({ length: count }, (_, i) => start + i);

/** NumPy's tensordot: by a number of axes, or by the axes of each. */
const tensordot = ofTwo((call, a, b) => {
  const { given } = call;
  const value = given.argument(2, 'axes') ?? 2;
  const [rankA, rankB] = [rankOf(call, a), rankOf(call, b)];
  if (typeof value === 'number') return along(call, a, b, range(rankA - value, value), range(0, value));
  const [ofA, ofB] = Array.isArray(value) ? (value as readonly (typeof value)[]) : [];
  if (ofA === undefined || ofB === undefined) throw call.options.problem('its axes are no pair of lists');
  return along(call, a, b, given.axes(ofA, rankA), given.axes(ofB, rankB));
});

/** NumPy's dot: the last axis of a and the last but one of b, or its only one. */
const dot = ofTwo((call, a, b) => {
  const [rankA, rankB] = [rankOf(call, a), rankOf(call, b)];
  if (rankA === 0 || rankB === 0) return call.formula.mul(a, b);
  return along(call, a, b, [rankA - 1], [Math.max(0, rankB - 2)]);
});

const inner = ofTwo((call, a, b) => along(call, a, b, [rankOf(call, a) - 1], [rankOf(call, b) - 1]));

const outer = ofTwo((call, a, b) => {
  const flat = (x: ValueId): ValueId =>
    call.view(x, [call.typeOf(x).shape.reduce((all, size) => all * size, 1)], 'flat');
  return along(call, flat(a), flat(b), [], []);
});

/** Products of two tensors. */
export const tensorProducts: KerasEntry = { operations: { dot, inner, outer, tensordot } };
