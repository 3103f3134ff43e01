import type { ValueId } from '@tinyml/core';
import { einsum } from '../../translation/einsum.ts';
import { listOf } from '../list-of.ts';
import type { PytorchEntry, TorchBuild, TorchCall } from '../slot.ts';

const none = { activation: 'none' } as const;

const float = (call: TorchCall, name: string): ValueId => call.as(call.tensor(name), 'float32');

const linear: TorchBuild = (call) => {
  const { to } = call;
  const [x, weight] = [float(call, 'input'), float(call, 'weight')];
  const shape = to.shapeOf(x);
  const [outputs = 1] = to.shapeOf(weight);
  const flat = to.shapeOf(weight).length === 1 ? to.reshaped(weight, [1, ...to.shapeOf(weight)]) : weight;
  const keepNumDims = shape.length !== 2;
  const result = call.emit('fully_connected', { ...none, keepNumDims }, [x, flat, call.optionalTensor('bias')]);
  return to.reshaped(result, to.shapeOf(weight).length === 1 ? shape.slice(0, -1) : [...shape.slice(0, -1), outputs]);
};

/** NumPy's matrix product: a vector is a row on the left, a column on the right. */
const product = (call: TorchCall, a: ValueId, b: ValueId): ValueId => {
  const { to } = call;
  const [left, right] = [to.shapeOf(a), to.shapeOf(b)];
  const x = left.length === 1 ? to.reshaped(a, [1, ...left]) : a;
  const y = right.length === 1 ? to.reshaped(b, [...right, 1]) : b;
  const result = to.emit('batch_matmul', { adjX: false, adjY: false }, [x, y], 'matmul');
  const shape = to.shapeOf(result);
  const kept = [...shape.slice(0, -2), ...(left.length === 1 ? [] : shape.slice(-2, -1)), ...(right.length === 1 ? [] : shape.slice(-1))]; // prettier-ignore
  return to.reshaped(result, kept);
};

const matmul =
  (first: string, second: string): TorchBuild =>
  (call) =>
    product(call, float(call, first), float(call, second));

const times = (call: TorchCall, x: ValueId, factor: number): ValueId =>
  factor === 1 ? x : call.emit('mul', none, [x, call.to.floats('factor', [], [factor])], 'factor');

/** beta · self + alpha · (a × b) */
const added =
  (first: string, second: string): TorchBuild =>
  (call) => {
    const result = times(call, product(call, float(call, first), float(call, second)), call.number('alpha', 1));
    return call.emit('add', none, [times(call, float(call, 'self'), call.number('beta', 1)), result], 'add');
  };

/** Axes of both that are summed over go to the end of one and to the beginning of the other. */
const tensordot: TorchBuild = (call) => {
  const { to } = call;
  const [a, b] = [float(call, 'self'), float(call, 'other')];
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const [left, right] = [to.shapeOf(a).length, to.shapeOf(b).length];
  const from = call.numbers('dims_self').map((axis) => (axis < 0 ? axis + left : axis));
  const within = call.numbers('dims_other').map((axis) => (axis < 0 ? axis + right : axis));
  const first = letters.slice(0, left);
  const second = listOf(right, (i) => {
    const at = within.indexOf(i);
    return at < 0 ? (letters[left + i] ?? '') : (first[from[at] ?? 0] ?? '');
  }).join('');
  const kept = [...first, ...second].filter((letter) => !(first.includes(letter) && second.includes(letter)));
  return einsum(to, `${first},${second}->${kept.join('')}`, [a, b]);
};

/** x1ᵀ × weight × x2 + bias, for each result. */
const bilinear: TorchBuild = (call) => {
  const { to } = call;
  const operands = [float(call, 'input1'), float(call, 'weight'), float(call, 'input2')];
  const result = einsum(to, '...i,oij,...j->...o', operands);
  const bias = call.optionalTensor('bias');
  return bias === null ? result : to.emit('add', none, [result, bias], 'biased');
};

export const products: PytorchEntry = {
  'aten.einsum': (call) => einsum(call.to, call.word('equation', ''), call.tensors('tensors')),
  'aten.tensordot': tensordot,
  'aten.bilinear': bilinear,
  'aten.outer': (call) => einsum(call.to, 'i,j->ij', [float(call, 'self'), float(call, 'vec2')]),
  'aten.linear': linear,
  'aten.matmul': matmul('self', 'other'),
  'aten.mm': matmul('self', 'mat2'),
  'aten.bmm': matmul('self', 'mat2'),
  'aten.mv': matmul('self', 'vec'),
  'aten.dot': matmul('self', 'tensor'),
  'aten.addmm': added('mat1', 'mat2'),
  'aten.baddbmm': added('batch1', 'batch2'),
  'aten.addmv': added('mat', 'vec'),
};
