import { elementCount, type ValueId } from '@tinyml/core';
import type { Emitter } from './emitter.ts';
import { TranslationError } from './translation-error.ts';

const plain = { activation: 'none' } as const;

interface Term {
  readonly value: ValueId;
  /** A letter for each axis. */
  readonly axes: string;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

interface Equation {
  readonly operands: readonly string[];
  readonly result: string;
}

/** `...` stands for as many axes as an operand has besides its letters: they get letters of their own, aligned at the end. */
const parse = (equation: string, ranks: readonly number[]): Equation => {
  const [left = '', right] = equation.replaceAll(' ', '').split('->');
  const terms = left.split(',');
  if (terms.length !== ranks.length) throw new TranslationError(`equation ${equation} is not one of ${String(ranks.length)} operands`); // prettier-ignore
  const free = [...letters].filter((letter) => !equation.includes(letter));
  const widths = terms.map((term, i) => (term.includes('...') ? (ranks[i] ?? 0) - (term.length - 3) : 0));
  const widest = Math.max(0, ...widths);
  const shared = free.slice(0, widest).join('');
  const spread = (term: string, width: number): string => term.replace('...', shared.slice(widest - width));
  const operands = terms.map((term, i) => spread(term, widths[i] ?? 0));
  operands.forEach((term, i) => {
    if (term.length !== ranks[i] || !/^[A-Za-z]*$/.test(term)) throw new TranslationError(`equation ${equation} does not fit its operands`); // prettier-ignore
  });
  const all = operands.join('');
  const once = [...new Set(all)].filter((letter) => !shared.includes(letter) && all.split(letter).length === 2).sort();
  return { operands, result: right === undefined ? shared + once.join('') : spread(right, widest) };
};

/** The elements of a tensor where two axes of one letter have the same index. */
const withoutRepeats = (to: Emitter, { value, axes }: Term): Term => {
  const letter = [...axes].find((each, i) => axes.indexOf(each) !== i);
  if (letter === undefined) return { value, axes };
  const [first, second] = [axes.indexOf(letter), axes.lastIndexOf(letter)];
  const rest = Array.from({ length: axes.length }, (_, i) => i).filter((i) => i !== first && i !== second);
  const moved = to.permuted(value, [first, second, ...rest]);
  const shape = to.shapeOf(moved);
  const size = shape[0] ?? 1;
  const flat = to.reshaped(moved, [size * size, ...shape.slice(2)]);
  const places = Array.from({ length: size }, (_, i) => i * (size + 1));
  const diagonal = to.emit('gather', { axis: 0, batchDims: 0 }, [flat, to.ints('diagonal', [size], places)]);
  return withoutRepeats(to, { value: diagonal, axes: letter + rest.map((i) => axes[i] ?? '').join('') });
};

/** Sums along the letters that nothing else needs. */
const summed = (to: Emitter, { value, axes }: Term, kept: string): Term => {
  const gone = [...axes].flatMap((letter, i) => (kept.includes(letter) ? [] : [i]));
  if (gone.length === 0) return { value, axes };
  const result = to.emit('sum', { keepDims: false }, [value, to.ints('axes', [gone.length], gone)]);
  return { value: result, axes: [...axes].filter((letter) => kept.includes(letter)).join('') };
};

/** Axes in the order of `wanted`. */
const ordered = (to: Emitter, { value, axes }: Term, wanted: string): ValueId =>
  to.permuted(value, [...wanted].map((letter) => axes.indexOf(letter))); // prettier-ignore

/**
 * Two operands as one product of matrices: what both and the result have is the batch, what only both have is summed. Without a batch, constants
 * are the weights of a dense layer.
 */
const multiplied = (to: Emitter, a: Term, b: Term, kept: string): Term => {
  const [left, right] = [summed(to, a, kept + b.axes), summed(to, b, kept + a.axes)];
  const both = [...left.axes].filter((letter) => right.axes.includes(letter));
  const batch = both.filter((letter) => kept.includes(letter)).join('');
  const inner = both.filter((letter) => !kept.includes(letter)).join('');
  const rows = [...left.axes].filter((letter) => !right.axes.includes(letter)).join('');
  const columns = [...right.axes].filter((letter) => !left.axes.includes(letter)).join('');
  const sizes = new Map<string, number>();
  for (const { value, axes } of [left, right])
    to.shapeOf(value).forEach((size, i) => {
      const letter = axes[i] ?? '';
      const known = sizes.get(letter) ?? 1;
      if (known !== size && known !== 1 && size !== 1) throw new TranslationError(`${letter} is ${String(known)} and ${String(size)}`); // prettier-ignore
      sizes.set(letter, Math.max(known, size));
    });
  const lengths = (axes: string): number[] => [...axes].map((letter) => sizes.get(letter) ?? 1);
  const spread = (value: ValueId, axes: string): ValueId => {
    const wanted = lengths(axes);
    if (wanted.join() === to.shapeOf(value).join()) return value;
    return to.emit('broadcast_to', {}, [value, to.ints('shape', [wanted.length], wanted)]);
  };
  const of = (term: Term, axes: string, groups: readonly string[]): ValueId =>
    to.reshaped(spread(ordered(to, term, axes), axes), groups.map((group) => elementCount(lengths(group)))); // prettier-ignore
  const axes = batch + rows + columns;
  if (inner === '') {
    const x = of(left, batch + rows, [batch, rows, '']);
    const y = to.reshaped(spread(ordered(to, right, batch + columns), batch + columns), [elementCount(lengths(batch)), 1, elementCount(lengths(columns))]); // prettier-ignore
    return { value: to.reshaped(to.emit('mul', plain, [x, y]), lengths(axes)), axes };
  }
  if (batch === '' && to.data(right.value) !== undefined) {
    const attrs = { activation: 'none', keepNumDims: true } as const;
    const operands = [of(left, rows + inner, [rows, inner]), of(right, columns + inner, [columns, inner])];
    return { value: to.reshaped(to.emit('fully_connected', attrs, operands), lengths(axes)), axes };
  }
  const x = of(left, batch + rows + inner, [batch, rows, inner]);
  const y = of(right, batch + inner + columns, [batch, inner, columns]);
  const whole = to.emit('batch_matmul', { adjX: false, adjY: false }, [x, y]);
  return { value: to.reshaped(whole, lengths(axes)), axes };
};

/** A sum of products by Einstein's convention: `ij,jk->ik`. @throws TranslationError for an equation that does not fit */
export const einsum = (to: Emitter, text: string, operands: readonly ValueId[]): ValueId => {
  const equation = parse(text, operands.map((id) => to.shapeOf(id).length)); // prettier-ignore
  const terms = operands.map((value, i) => withoutRepeats(to, { value, axes: equation.operands[i] ?? '' }));
  const [first, ...rest] = terms;
  if (first === undefined) throw new TranslationError('has no operand');
  const whole = rest.reduce((a, b, i) => {
    const later = rest
      .slice(i + 1)
      .map(({ axes }) => axes)
      .join('');
    return multiplied(to, a, b, equation.result + later);
  }, first);
  const result = summed(to, whole, equation.result);
  if ([...equation.result].some((letter) => !result.axes.includes(letter))) throw new TranslationError('its result has a letter of no operand'); // prettier-ignore
  return ordered(to, result, equation.result);
};
