import type { ValueId } from '@tinyml/core';
import { TranslationError } from '../../translation/translation-error.ts';
import type { OnnxCall, OnnxOperator, OnnxOperators } from '../call.ts';
import { einsum } from './einsum.ts';
import { plain, product, times } from './words.ts';

const product2 = { adjX: false, adjY: false } as const;

/** A product of integers is one of products and sums: [m, k, 1] · [1, k, n], summed over k. */
const integerProduct = (call: OnnxCall, a: ValueId, b: ValueId): ValueId => {
  const [left, right] = [call.shapeOf(a), call.shapeOf(b)];
  const x = call.reshaped(a, [...left, 1]);
  const y = call.reshaped(b, [...right.slice(0, -2), 1, ...right.slice(-2)]);
  const axis = Math.max(left.length, right.length) - 1;
  return call.inWords([x, y], ([first = x, second = y]) =>
    call.emit('sum', { keepDims: false }, [call.emit('mul', plain, [first, second]), call.ints('axes', [1], [axis])]),
  );
};

/** A vector on the left is a row, one on the right a column; the axis of 1 is not in the result. */
export const matmul = (call: OnnxCall, a: ValueId, b: ValueId): ValueId => {
  const [left, right] = [call.shapeOf(a), call.shapeOf(b)];
  if (left.length === 0 || right.length === 0) throw new TranslationError('a scalar is no matrix');
  const x = left.length === 1 ? call.reshaped(a, [1, ...left]) : a;
  const y = right.length === 1 ? call.reshaped(b, [...right, 1]) : b;
  const whole = matrixProduct(call, x, y);
  const shape = call.shapeOf(whole);
  const kept = [...shape.slice(0, -2), ...(left.length === 1 ? [] : [shape.at(-2) ?? 1]), ...(right.length === 1 ? [] : [shape.at(-1) ?? 1])]; // prettier-ignore
  return call.reshaped(whole, kept);
};

const matrixProduct = (call: OnnxCall, x: ValueId, y: ValueId): ValueId => {
  if (call.typeOf(x).dtype !== 'float32') return integerProduct(call, x, y);
  // Constant weights make a dense layer.
  if (call.data(y) !== undefined && call.data(x) === undefined && call.rankOf(y) === 2) {
    const weights = call.permuted(y, [1, 0]);
    return call.emit('fully_connected', { activation: 'none', keepNumDims: true }, [x, weights]);
  }
  return call.emit('batch_matmul', product2, [x, y]);
};

/** alpha · A B + beta · C */
const gemm: OnnxOperator = (call) => {
  const { attributes } = call;
  const [a, b, c] = [call.operand(0), call.operand(1), call.optional(2)];
  const [alpha, beta] = [attributes.float('alpha', 1), attributes.float('beta', 1)];
  const [transA, transB] = [attributes.flag('transA', false), attributes.flag('transB', false)];
  attributes.ignore('broadcast');
  const x = transA ? call.permuted(a, [1, 0]) : a;
  if (call.typeOf(x).dtype !== 'float32') throw new TranslationError(`products of ${call.typeOf(x).dtype} are not supported`); // prettier-ignore
  const outputs = call.shapeOf(b)[transB ? 0 : 1] ?? 1;
  const known = call.data(b) !== undefined;
  const offset = c === undefined || beta === 0 ? undefined : times(call, c, beta, 'beta');
  if (known) {
    const weights = times(call, transB ? b : call.permuted(b, [1, 0]), alpha, 'alpha');
    const isBias = offset !== undefined && call.data(offset) !== undefined && [1, outputs].includes(product(call.shapeOf(offset))) && (call.shapeOf(offset).at(-1) ?? 1) === product(call.shapeOf(offset)); // prettier-ignore
    const bias = isBias ? biasOf(call, offset, outputs) : null;
    const dense = call.emit('fully_connected', { activation: 'none', keepNumDims: true }, [x, weights, bias]);
    return isBias || offset === undefined ? dense : call.emit('add', plain, [dense, offset]);
  }
  const whole = times(call, call.emit('batch_matmul', { adjX: false, adjY: transB }, [x, b]), alpha, 'alpha');
  return offset === undefined ? whole : call.emit('add', plain, [whole, offset]);
};

/** One number for each output. */
const biasOf = (call: OnnxCall, offset: ValueId, outputs: number): ValueId => {
  const values = call.numbers(offset) ?? [];
  if (values.length === outputs) return call.reshaped(offset, [outputs]);
  return call.floats('bias', [outputs], new Array<number>(outputs).fill(values[0] ?? 0));
};

export const matrix: OnnxOperators = {
  MatMul: (call) => matmul(call, call.operand(0), call.operand(1)),
  Gemm: gemm,
  Einsum: einsum,
};
