import {
  isFloat,
  resolveAxes,
  traitsOf,
  type GraphView,
  type Node,
  type OperatorTable,
  type ValueId,
} from '@tinyml/core';
import { ownActivation } from '../activation.ts';

/** A value, or (`bare`) what its node gives before the activation that it applies itself. */
export interface Target {
  readonly id: ValueId;
  readonly bare?: true;
}

/** One part of a sum or a product: a term may be subtracted, a factor may be divided by. */
export interface Part extends Target {
  readonly opposite: boolean;
}

export interface Reading {
  readonly parts: readonly Part[];
  /** All numbers among the parts taken together. */
  readonly constant: number;
}

/** Ways to read one value as a sum are few, or it is not worth a search. */
const mostReadings = 24;

/** The number that all elements of a constant are. */
export const numberOf = (view: GraphView, id: ValueId): number | undefined => {
  const constant = view.constant(id);
  if (constant === undefined || !isFloat(constant.type.dtype) || constant.type.dtype === 'float16') return undefined;
  const [first] = constant.data as Float32Array;
  return first !== undefined && (constant.data as Float32Array).every((value) => value === first) ? first : undefined;
};

/** The node that gives the target, if nothing but that is in the way. */
export const nodeOf = (view: GraphView, { id, bare }: Target): Node | undefined => {
  const node = view.producer(id);
  if (node?.outputs.length !== 1) return undefined;
  return bare === true || (ownActivation(node) ?? 'none') === 'none' ? node : undefined;
};

/** Operands of a node as parts: what it adds up, or multiplies. */
const partsOf = (view: GraphView, node: Node, kind: 'sum' | 'product'): readonly Part[] | undefined => {
  const [a, b] = node.inputs;
  if (a == null) return undefined;
  const both = (opposite: boolean): readonly Part[] | undefined =>
    b == null
      ? undefined
      : [
          { id: a, opposite: false },
          { id: b, opposite },
        ];
  const repeated = (count: number): readonly Part[] =>
    Array.from({ length: count }, () => ({ id: a, opposite: false }));
  if (kind === 'sum') return node.op === 'add' ? both(false) : node.op === 'sub' ? both(true) : undefined;
  if (node.op === 'mul') return both(false);
  if (node.op === 'div') return both(true);
  if (node.op === 'square') return repeated(2);
  const power = node.op === 'pow' && b != null ? numberOf(view, b) : undefined;
  return power === 2 || power === 3 ? repeated(power) : undefined;
};

/** Ways to read the target as a sum or a product, from its own operands to those of its operands. */
export const readings = (view: GraphView, target: Target, kind: 'sum' | 'product'): readonly Reading[] => {
  const node = nodeOf(view, target);
  // −x is −1 · x.
  if (kind === 'product' && node?.op === 'neg' && node.inputs[0] != null)
    return [{ parts: [{ id: node.inputs[0], opposite: false }], constant: -1 }];
  const parts = node && partsOf(view, node, kind);
  if (parts === undefined) return [];
  let found: readonly Reading[] = [{ parts: [], constant: kind === 'sum' ? 0 : 1 }];
  for (const part of parts) {
    const number = numberOf(view, part.id);
    const own: readonly Reading[] =
      number === undefined
        ? [
            { parts: [part], constant: kind === 'sum' ? 0 : 1 },
            ...readings(view, { id: part.id }, kind).map((inner) => opposite(inner, kind, part.opposite)),
          ]
        : [opposite({ parts: [], constant: number }, kind, part.opposite)];
    found = found
      .flatMap((before) =>
        own.map((after) => ({
          parts: [...before.parts, ...after.parts],
          constant: kind === 'sum' ? before.constant + after.constant : before.constant * after.constant,
        })),
      )
      .slice(0, mostReadings);
  }
  return found;
};

const opposite = (reading: Reading, kind: 'sum' | 'product', turn: boolean): Reading =>
  turn
    ? {
        parts: reading.parts.map((part) => ({ ...part, opposite: !part.opposite })),
        constant: kind === 'sum' ? -reading.constant : 1 / reading.constant,
      }
    : reading;

/** What a clamp clamps, and between what. */
export interface Clamp {
  readonly inner: Target;
  readonly low: number;
  readonly high: number;
}

const ranges: Readonly<Record<string, readonly [number, number]>> = {
  relu: [0, Infinity],
  relu6: [0, 6],
  relu_n1_to_1: [-1, 1],
  relu_0_to_1: [0, 1],
};

const ownClamp = (view: GraphView, target: Target): Clamp | undefined => {
  const node = view.producer(target.id);
  if (node === undefined || target.bare === true) return undefined;
  const [low, high] = ranges[ownActivation(node) ?? ''] ?? [];
  if (low !== undefined && high !== undefined) return { inner: { id: target.id, bare: true }, low, high };
  const [a, b] = node.inputs;
  if (a == null) return undefined;
  const own = ranges[node.op];
  if (own !== undefined) return { inner: { id: a }, low: own[0], high: own[1] };
  if (b == null || (node.op !== 'maximum' && node.op !== 'minimum')) return undefined;
  const [first, second] = [numberOf(view, a), numberOf(view, b)];
  const limit = second ?? first;
  if (limit === undefined) return undefined;
  const inner = { id: second === undefined ? b : a };
  return node.op === 'maximum' ? { inner, low: limit, high: Infinity } : { inner, low: -Infinity, high: limit };
};

/** The target as clamps, from the outermost one to all that follow each other. */
export const clamps = (view: GraphView, target: Target): readonly Clamp[] => {
  const first = ownClamp(view, target);
  if (first === undefined) return [];
  return [
    first,
    ...clamps(view, first.inner).map(({ inner, low, high }) => ({
      inner,
      low: Math.min(Math.max(low, first.low), first.high),
      high: Math.min(Math.max(high, first.low), first.high),
    })),
  ];
};

export const reductions: Readonly<Record<string, string>> = { row_max: 'reduce_max', row_sum: 'sum', row_mean: 'mean' };

/** The operand of a reduction of this kind along the last axis alone, which the result keeps with size 1. */
export const reducedRows = (
  view: GraphView,
  target: Target,
  kind: string,
  operators: OperatorTable,
): ValueId | undefined => {
  const node = nodeOf(view, target);
  if (node === undefined) return undefined;
  const position = traitsOf(operators, node.op).reducesAxes;
  const [input] = node.inputs;
  if (node.op !== reductions[kind] || position === undefined || input == null) return undefined;
  const { length: rank } = view.type(input).shape;
  const axes = view.constant(node.inputs[position]);
  if (axes === undefined || view.type(target.id).shape.length !== rank) return undefined;
  const [axis, ...others] = resolveAxes(Array.from(axes.data as Int32Array, Number), rank);
  return axis === rank - 1 && others.length === 0 ? input : undefined;
};

export const isReduction = (name: string): boolean => reductions[name] !== undefined;
