import type { ValueId } from '@tinyml/core';
import type { Emitter } from '../../translation/emitter.ts';
import { TranslationError } from '../../translation/translation-error.ts';

const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);

/**
 * A sum of products of two tensors over named axes, as one product of matrices: axes of both that stay are batches, of both that
 * go are summed over. @throws TranslationError for an axis that occurs twice in one operand, or is summed over in one alone
 */
export const einsum = (to: Emitter, equation: string, operands: readonly ValueId[]): ValueId => {
  const refuse = (): TranslationError => new TranslationError(`the equation ${equation} is not supported`);
  const parts = /^([a-zA-Z]+),([a-zA-Z]+)->([a-zA-Z]*)$/.exec(equation.replaceAll(' ', ''));
  const [a, b] = operands;
  if (parts === null || a === undefined || b === undefined) throw refuse();
  const [left = [], right = [], result = []] = parts.slice(1).map((names) => [...names]);
  const sizes = new Map<string, number>();
  for (const [names, operand] of [[left, a], [right, b]] as const) {
    const shape = to.shapeOf(operand);
    if (shape.length !== names.length || new Set(names).size !== names.length) throw refuse();
    names.forEach((name, axis) => sizes.set(name, shape[axis] ?? 1));
  } // prettier-ignore
  const batch = result.filter((name) => left.includes(name) && right.includes(name));
  const rows = result.filter((name) => left.includes(name) && !right.includes(name));
  const columns = result.filter((name) => right.includes(name) && !left.includes(name));
  const summed = left.filter((name) => right.includes(name) && !result.includes(name));
  if (batch.length + rows.length + summed.length !== left.length) throw refuse();
  if (batch.length + columns.length + summed.length !== right.length) throw refuse();
  if (batch.length + rows.length + columns.length !== result.length) throw refuse();
  const sizeOf = (names: readonly string[]): number => product(names.map((name) => sizes.get(name) ?? 1));
  const ordered = (
    x: ValueId,
    from: readonly string[],
    order: readonly string[],
    shape: readonly number[],
  ): ValueId => {
    const perm = order.map((name) => from.indexOf(name));
    return to.reshaped(perm.every((axis, i) => axis === i) ? x : to.permuted(x, perm), shape);
  };
  const [n, m, k, o] = [sizeOf(batch), sizeOf(rows), sizeOf(summed), sizeOf(columns)];
  const made = [...batch, ...rows, ...columns];
  const shapeOf = (names: readonly string[]): readonly number[] => names.map((name) => sizes.get(name) ?? 1);
  if (batch.length === 0 && to.data(b) !== undefined) {
    const x = ordered(a, left, [...rows, ...summed], [m, k]);
    const filter = ordered(b, right, [...columns, ...summed], [o, k]);
    const y = to.emit('fully_connected', { activation: 'none', keepNumDims: true }, [x, filter, null]);
    return ordered(to.reshaped(y, shapeOf(made)), made, result, shapeOf(result));
  }
  const x = ordered(a, left, [...batch, ...rows, ...summed], [n, m, k]);
  const y = ordered(b, right, [...batch, ...summed, ...columns], [n, k, o]);
  const z = to.emit('batch_matmul', { adjX: false, adjY: false }, [x, y]);
  return ordered(to.reshaped(z, shapeOf(made)), made, result, shapeOf(result));
};
