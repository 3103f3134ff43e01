import type { ValueId } from '@tinyml/core';
import { LayerError } from './config.ts';
import type { LayerCall } from './layer.ts';
import type { Weight } from './weights.ts';

/** A tensor, or a variable of the layer that goes into the graph in the order in which it is needed. */
export type Factor = ValueId | { readonly role: string; readonly weight: Weight };

const shapeOf = (call: LayerCall, factor: Factor): readonly number[] =>
  typeof factor === 'string' ? call.typeOf(factor).shape : factor.weight.shape;

const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);

/** Letters for the axes that an ellipsis stands for; they are none that equations have. */
const spelled = (term: string, rank: number): string => {
  if (!term.includes('...')) return term;
  const count = rank - (term.length - 3);
  return term.replace('...', Array.from({ length: Math.max(count, 0) }, (_, i) => String(i)).join(''));
};

interface Equation {
  readonly a: string;
  readonly b: string;
  readonly result: string;
}

const equationOf = (text: string, rankA: number, rankB: number): Equation => {
  const [operands = '', wanted] = text.replace(/\s/g, '').split('->');
  const [first, second, ...others] = operands.split(',');
  if (first === undefined || second === undefined || others.length > 0 || wanted === undefined)
    throw new LayerError(`the equation ${text} is not supported`, 'use products of two tensors, such as abc,cd->abd');
  const [a, b] = [spelled(first, rankA), spelled(second, rankB)];
  const rest = (term: string, rank: number): number => (term.includes('...') ? rank - (term.length - 3) : 0);
  const result = spelled(wanted, wanted.length - 3 + Math.max(rest(first, rankA), rest(second, rankB)));
  const repeats = [a, b, result].some((term) => new Set(term).size < term.length);
  const unknown = [...result].some((label) => !a.includes(label) && !b.includes(label));
  if (repeats || unknown || a.length !== rankA || b.length !== rankB)
    throw new LayerError(`the equation ${text} does not fit its operands, or repeats an axis`);
  return { a, b, result };
};

/** A factor as [batch, rows, columns], its axes in the order of these three lists of labels. */
const arranged = (
  call: LayerCall,
  factor: Factor,
  labels: string,
  [batch, rows, columns]: readonly [string, string, string],
): ValueId => {
  // prettier-ignore
  const shape = shapeOf(call, factor);
  const perm = [...batch, ...rows, ...columns].map((label) => labels.indexOf(label));
  const size = (list: string): number => product([...list].map((label) => shape[labels.indexOf(label)] ?? 1));
  const merged = [...(batch === '' ? [] : [size(batch)]), size(rows), size(columns)];
  if (typeof factor !== 'string') return call.place(factor.role, factor.weight, perm, merged);
  return call.view(call.permute(factor, perm, 'arranged'), merged, 'matrix');
};

/** The sum over axes that the result has not and the other operand has not either. */
const summed = (call: LayerCall, x: ValueId, labels: string, others: string): readonly [ValueId, string] => {
  const lost = [...labels].filter((label) => !others.includes(label));
  if (lost.length === 0) return [x, labels];
  const axes = lost.map((label) => labels.indexOf(label));
  return [call.formula.reduce('sum', x, axes, false), [...labels].filter((label) => !lost.includes(label)).join('')];
};

/**
 * NumPy's einsum of two operands, as products of matrices: the axes of both that the result has, too, are batches, those that it has not are summed
 * over. A variable without batches is a fully connected layer's.
 * @throws LayerError for equations of another form
 */
export const einsum = (
  call: LayerCall,
  equation: string,
  a: ValueId,
  b: Factor,
  bias: ValueId | null = null,
): ValueId => {
  const shapeA = shapeOf(call, a);
  const shapeB = shapeOf(call, b);
  const { a: wholeA, b: wholeB, result } = equationOf(equation, shapeA.length, shapeB.length);
  const [left, labelsA] = summed(call, a, wholeA, wholeB + result);
  const [right, labelsB] = typeof b === 'string' ? summed(call, b, wholeB, wholeA + result) : [b, wholeB];
  const pick = (labels: string, test: (label: string) => boolean): string => [...labels].filter(test).join('');
  const inBoth = pick(labelsA, (label) => labelsB.includes(label));
  const batch = pick(inBoth, (label) => result.includes(label));
  const lost = pick(inBoth, (label) => !result.includes(label));
  const rows = pick(labelsA, (label) => !labelsB.includes(label));
  const columns = pick(labelsB, (label) => !labelsA.includes(label));
  const sizeOf = (label: string): number => {
    const at = wholeA.indexOf(label);
    return (at >= 0 ? shapeA[at] : shapeB[wholeB.indexOf(label)]) ?? 1;
  };
  const mismatch = [...inBoth].find((label) => sizeOf(label) !== shapeB[wholeB.indexOf(label)]);
  if (mismatch !== undefined) throw new LayerError(`the sizes along ${mismatch} differ`);
  const matrix = arranged(call, left, labelsA, [batch, rows, lost]);
  const isDense = typeof right !== 'string' && batch === '';
  const multiplied = isDense
    ? call.emit('fully_connected', { activation: 'none', keepNumDims: true }, [matrix, arranged(call, right, labelsB, ['', columns, lost]), bias], 'product') // prettier-ignore
    : call.formula.matmul(matrix, arranged(call, right, labelsB, [batch, lost, columns]));
  const ordered = [...batch, ...rows, ...columns];
  const parted = call.view(multiplied, ordered.map(sizeOf), 'parted');
  const placed = call.permute(parted, [...result].map((label) => ordered.indexOf(label)), 'placed'); // prettier-ignore
  return bias === null || isDense ? placed : call.formula.add(placed, bias);
};

/** Whether `einsum` can give a bias for these labels to a fully connected layer: they are the columns, all and in their order. */
export const hasColumnBias = (equation: string, labels: string): boolean => {
  const [operands = '', result = ''] = equation.replace(/\s/g, '').split('->');
  const [a = '', b = ''] = operands.split(',');
  const columns = [...b].filter((label) => !a.includes(label)).join('');
  return (
    columns === labels &&
    [...b].every((label) => !a.includes(label) || !result.includes(label)) &&
    result.endsWith(columns)
  );
};
