import type { NoAttributes, Ops, ValueId } from '@tinyml/core';
import type { LayerCall } from './layer.ts';

/** A tensor, or a number that becomes a constant. */
export type Term = ValueId | number;

/** Operators without attributes. */
type Plain = { [Name in keyof Ops]: Ops[Name] extends NoAttributes ? Name : never }[keyof Ops];

/** Operators that may end in an activation, and have no other attribute. */
type Activated = { [Name in keyof Ops]: { readonly activation: 'none' } extends Ops[Name] ? Name : never }[keyof Ops];

/** Operators that reduce along axes. */
type Reduction = { [Name in keyof Ops]: { readonly keepDims: boolean } extends Ops[Name] ? Name : never }[keyof Ops];

/** Nodes for a formula, written as the formula reads. Tensors are broadcast as NumPy does it. */
export interface Formula {
  readonly add: (a: Term, b: Term) => ValueId;
  readonly sub: (a: Term, b: Term) => ValueId;
  readonly mul: (a: Term, b: Term) => ValueId;
  readonly div: (a: Term, b: Term) => ValueId;
  /** Any operator without attributes: `of('exp', x)`, `of('maximum', x, 0)`. */
  readonly of: (op: Plain, ...operands: readonly Term[]) => ValueId;
  /** The mean, the sum or another reduction along axes, which stay with the size 1 unless `keepDims` is false. */
  readonly reduce: (reduction: Reduction, x: ValueId, axes: readonly number[], keepDims?: boolean) => ValueId; // prettier-ignore
  /** 1 where a comparison of a and b holds, else 0. */
  readonly truth: (comparison: Plain, a: Term, b: Term) => ValueId; // prettier-ignore
  /** The same as `dtype`. */
  readonly cast: (x: ValueId, dtype: 'float32' | 'int32') => ValueId;
  /** The `count` positions from `start` on, along an axis. */
  readonly part: (x: ValueId, axis: number, start: number, count: number) => ValueId;
  /** `before` and `after` positions more along each axis, of one value. */
  readonly pad: (x: ValueId, edges: readonly (readonly [before: number, after: number])[], value?: number) => ValueId;
  readonly concatenate: (parts: readonly ValueId[], axis: number) => ValueId;
  /** Products of the matrices in the last two axes. */
  readonly matmul: (a: ValueId, b: ValueId, transposed?: { readonly a?: boolean; readonly b?: boolean }) => ValueId;
}

export const openFormula = (call: Pick<LayerCall, 'emit' | 'floats' | 'ints' | 'typeOf'>): Formula => {
  const placed = (terms: readonly Term[]): readonly ValueId[] => {
    const whole = terms.some((term) => typeof term === 'string' && call.typeOf(term).dtype === 'int32');
    return terms.map((term) => {
      if (typeof term === 'string') return term;
      return whole ? call.ints('number', [], [term]) : call.floats('number', [], [term]);
    });
  };
  const activated =
    (op: Activated) =>
    (a: Term, b: Term): ValueId =>
      call.emit(op, { activation: 'none' } as never, placed([a, b]), op);
  const of: Formula['of'] = (op, ...operands) => call.emit(op, {} as never, placed(operands), op);
  const cast: Formula['cast'] = (x, outType) =>
    call.typeOf(x).dtype === outType ? x : call.emit('cast', { outType }, [x], 'cast');
  return {
    add: activated('add'),
    sub: activated('sub'),
    mul: activated('mul'),
    div: activated('div'),
    of,
    cast,
    reduce: (op, x, axes, keepDims = true) =>
      call.emit(op, { keepDims } as never, [x, call.ints('axes', [axes.length], axes)], op),
    truth: (comparison, a, b) => cast(of(comparison, a, b), 'float32'),
    part(x, axis, start, count) {
      const { shape } = call.typeOf(x);
      if (start === 0 && count === shape[axis]) return x;
      const begin = shape.map((_, i) => (i === axis ? start : 0));
      const operands = [
        x,
        call.ints('begin', [shape.length], begin),
        call.ints('size', [shape.length], shape.with(axis, count)),
      ];
      return call.emit('slice', {}, operands, 'part');
    },
    pad(x, edges, value = 0) {
      if (edges.flat().every((count) => count === 0)) return x;
      const operands = [x, call.ints('paddings', [edges.length, 2], edges.flat())];
      return call.emit('pad', {}, value === 0 ? operands : [...operands, call.floats('filler', [], [value])], 'padded');
    },
    concatenate(parts, axis) {
      const [first] = parts;
      if (parts.length === 1 && first !== undefined) return first;
      return call.emit('concatenation', { axis, activation: 'none' }, parts, 'concatenated');
    },
    matmul: (a, b, transposed = {}) =>
      call.emit('batch_matmul', { adjX: transposed.a === true, adjY: transposed.b === true }, [a, b], 'matmul'),
  };
};
