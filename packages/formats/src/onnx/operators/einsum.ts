import type { ValueId } from '@tinyml/core';
import { TranslationError } from '../../translation/translation-error.ts';
import type { OnnxCall, OnnxOperator } from '../call.ts';
import { plain, product } from './words.ts';

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
const withoutRepeats = (call: OnnxCall, { value, axes }: Term): Term => {
  const letter = [...axes].find((each, i) => axes.indexOf(each) !== i);
  if (letter === undefined) return { value, axes };
  const [first, second] = [axes.indexOf(letter), axes.lastIndexOf(letter)];
  const rest = Array.from({ length: axes.length }, (_, i) => i).filter((i) => i !== first && i !== second);
  const moved = call.permuted(value, [first, second, ...rest]);
  const shape = call.shapeOf(moved);
  const size = shape[0] ?? 1;
  const flat = call.reshaped(moved, [size * size, ...shape.slice(2)]);
  const places = Array.from({ length: size }, (_, i) => i * (size + 1));
  const diagonal = call.emit('gather', { axis: 0, batchDims: 0 }, [flat, call.ints('diagonal', [size], places)]);
  return withoutRepeats(call, { value: diagonal, axes: letter + rest.map((i) => axes[i] ?? '').join('') });
};

/** Sums along the letters that nothing else needs. */
const summed = (call: OnnxCall, { value, axes }: Term, kept: string): Term => {
  const gone = [...axes].flatMap((letter, i) => (kept.includes(letter) ? [] : [i]));
  if (gone.length === 0) return { value, axes };
  const result = call.emit('sum', { keepDims: false }, [value, call.ints('axes', [gone.length], gone)]);
  return { value: result, axes: [...axes].filter((letter) => kept.includes(letter)).join('') };
};

/** Axes in the order of `wanted`. */
const ordered = (call: OnnxCall, { value, axes }: Term, wanted: string): ValueId =>
  call.permuted(value, [...wanted].map((letter) => axes.indexOf(letter))); // prettier-ignore

/** Two operands as one product of matrices: what both and the result have is the batch, what only both have is summed. */
const multiplied = (call: OnnxCall, a: Term, b: Term, kept: string): Term => {
  const [left, right] = [summed(call, a, kept + b.axes), summed(call, b, kept + a.axes)];
  const both = [...left.axes].filter((letter) => right.axes.includes(letter));
  const batch = both.filter((letter) => kept.includes(letter)).join('');
  const inner = both.filter((letter) => !kept.includes(letter)).join('');
  const rows = [...left.axes].filter((letter) => !right.axes.includes(letter)).join('');
  const columns = [...right.axes].filter((letter) => !left.axes.includes(letter)).join('');
  const sizes = new Map<string, number>();
  for (const { value, axes } of [left, right])
    call.shapeOf(value).forEach((size, i) => {
      const letter = axes[i] ?? '';
      const known = sizes.get(letter) ?? 1;
      if (known !== size && known !== 1 && size !== 1) throw new TranslationError(`${letter} is ${String(known)} and ${String(size)}`); // prettier-ignore
      sizes.set(letter, Math.max(known, size));
    });
  const lengths = (axes: string): number[] => [...axes].map((letter) => sizes.get(letter) ?? 1);
  const spread = (value: ValueId, axes: string): ValueId => {
    const wanted = lengths(axes);
    if (wanted.join() === call.shapeOf(value).join()) return value;
    return call.emit('broadcast_to', {}, [value, call.ints('shape', [wanted.length], wanted)]);
  };
  const of = (term: Term, axes: string, groups: readonly string[]): ValueId =>
    call.reshaped(spread(ordered(call, term, axes), axes), groups.map((group) => product(lengths(group)))); // prettier-ignore
  const axes = batch + rows + columns;
  const x = of(left, batch + rows + inner, [batch, rows, inner]);
  if (inner === '') {
    const y = call.reshaped(spread(ordered(call, right, batch + columns), batch + columns), [product(lengths(batch)), 1, product(lengths(columns))]); // prettier-ignore
    return { value: call.reshaped(call.emit('mul', plain, [x, y]), lengths(axes)), axes };
  }
  const y = of(right, batch + inner + columns, [batch, inner, columns]);
  const whole = call.emit('batch_matmul', { adjX: false, adjY: false }, [x, y]);
  return { value: call.reshaped(whole, lengths(axes)), axes };
};

export const einsum: OnnxOperator = (call) => {
  const operands = call.operands.map((_, i) => call.operand(i));
  const equation = parse(call.attributes.text('equation', ''), operands.map((id) => call.rankOf(id))); // prettier-ignore
  const terms = operands.map((value, i) => withoutRepeats(call, { value, axes: equation.operands[i] ?? '' }));
  const [first, ...rest] = terms;
  if (first === undefined) throw new TranslationError('has no operand');
  const whole = rest.reduce((a, b, i) => {
    const later = rest
      .slice(i + 1)
      .map(({ axes }) => axes)
      .join('');
    return multiplied(call, a, b, equation.result + later);
  }, first);
  const result = summed(call, whole, equation.result);
  if ([...equation.result].some((letter) => !result.axes.includes(letter))) throw new TranslationError('its result has a letter of no operand'); // prettier-ignore
  return ordered(call, result, equation.result);
};
