import type { DType, ValueId } from '@tinyml/core';
import { TranslationError } from '../../translation/translation-error.ts';
import type { OnnxCall, OnnxOperator, OnnxOperators } from '../call.ts';
import { elementType, elementTypeName, isReal } from '../element-types.ts';
import { product } from './words.ts';

const wide = (call: OnnxCall, role: string, shape: readonly number[], values: readonly number[]): ValueId =>
  call.constant(role, { dtype: 'int64', shape }, BigInt64Array.from(values, BigInt));

/** Exactly one of its attributes is there. */
const constant: OnnxOperator = (call) => {
  const { attributes } = call;
  const value = attributes.tensor('value');
  if (value !== undefined) {
    const { type, data } = call.tensor(value);
    return call.constant('value', type, data);
  }
  if (attributes.has('value_float')) return call.floats('value', [], [attributes.float('value_float', 0)]);
  if (attributes.has('value_int')) return wide(call, 'value', [], [attributes.int('value_int', 0)]);
  const [floats, ints] = [attributes.floats('value_floats'), attributes.ints('value_ints')];
  if (floats !== undefined) return call.floats('value', [floats.length], floats);
  if (ints !== undefined) return wide(call, 'value', [ints.length], ints);
  throw new TranslationError('it has no value that tinyml has: texts and sparse tensors are not supported');
};

const shape: OnnxOperator = (call) => {
  const from = call.shapeOf(call.operand(0));
  const [start, end] = [call.attributes.int('start', 0), call.attributes.int('end', from.length)];
  const part = from.slice(Math.max(-from.length, start), Math.max(-from.length, end));
  return wide(call, 'shape', [part.length], part);
};

const constantOfShape: OnnxOperator = (call) => {
  const size = call.known(0, 'shape') ?? [];
  const value = call.attributes.tensor('value');
  const { type, data } = value === undefined ? { type: { dtype: 'float32' as const }, data: Float32Array.of(0) } : call.tensor(value); // prettier-ignore
  if (size.some((each) => each < 0) || product(size) > 2 ** 26) throw new TranslationError(`[${size.join(', ')}] cannot be its shape`); // prettier-ignore
  const element = call.constant('value', { dtype: type.dtype, shape: [] }, data.slice(0, 1));
  return call.emit('fill', {}, [call.ints('shape', [size.length], size), element]);
};

/** What a code of ONNX stands for; reals of 64 bits are computed in single precision. */
const castTarget = (code: number): DType => {
  const dtype = elementTypeName(code) === 'double' ? 'float32' : elementType(code);
  if (dtype !== undefined) return dtype;
  throw new TranslationError(`elements of ${elementTypeName(code)} are not supported`);
};

/** The second operand, as far as only its shape matters. */
const expand: OnnxOperator = (call) => {
  const x = call.operand(0);
  const wanted = call.known(1, 'shape') ?? [];
  const from = call.shapeOf(x);
  const rank = Math.max(from.length, wanted.length);
  const [a, b] = [from, wanted].map((sizes) => [...new Array<number>(rank - sizes.length).fill(1), ...sizes]) as [number[], number[]]; // prettier-ignore
  const result = a.map((size, axis) => (size === 1 ? (b[axis] ?? 1) : size));
  if (b.some((size, axis) => size !== 1 && size !== result[axis])) throw new TranslationError(`[${from.join(', ')}] does not broadcast to [${wanted.join(', ')}]`); // prettier-ignore
  if (product(result) === product(from)) return call.reshaped(x, result);
  return call.emit('broadcast_to', {}, [x, call.ints('shape', [rank], result)]);
};

const range: OnnxOperator = (call) => {
  const [start = 0] = call.known(0, 'start') ?? [];
  const [limit = 0] = call.known(1, 'limit') ?? [];
  const [delta = 1] = call.known(2, 'delta') ?? [];
  const count = Math.max(0, Math.ceil((limit - start) / delta));
  const { dtype } = call.typeOf(call.operand(0));
  if (!(count < 2 ** 24)) throw new TranslationError(`${String(count)} elements are too many`);
  const values = Array.from({ length: count }, (_, i) => start + i * delta);
  if (dtype === 'float32') return call.floats('range', [count], values);
  if (dtype === 'int64') return wide(call, 'range', [count], values);
  if (dtype === 'int32') return call.ints('range', [count], values);
  throw new TranslationError(`ranges of ${dtype} are not supported`);
};

const eyeLike: OnnxOperator = (call) => {
  const x = call.operand(0);
  const [rows = 1, columns = 1] = call.shapeOf(x);
  const offset = call.attributes.int('k', 0);
  const code = call.attributes.has('dtype') ? call.attributes.int('dtype', 1) : undefined;
  const dtype = code === undefined ? call.typeOf(x).dtype : castTarget(code);
  const values = Array.from({ length: rows * columns }, (_, i) => (i % columns === Math.floor(i / columns) + offset ? 1 : 0)); // prettier-ignore
  return call.cast(call.ints('eye', [rows, columns], values), dtype);
};

export const shapes: OnnxOperators = {
  Constant: constant,
  ConstantOfShape: constantOfShape,
  Shape: shape,
  Size: (call) => wide(call, 'size', [], [product(call.shapeOf(call.operand(0)))]),
  Expand: expand,
  Range: range,
  EyeLike: eyeLike,
  Cast: (call) => {
    call.attributes.ignore('saturate');
    const to = call.attributes.int('to', 0);
    const x = call.operand(0);
    if (isReal(to) && elementTypeName(to).endsWith('float16')) throw new TranslationError(`elements of ${elementTypeName(to)} are not supported`); // prettier-ignore
    return call.typeOf(x).dtype === castTarget(to) ? call.emit('identity', {}, [x]) : call.cast(x, castTarget(to));
  },
  CastLike: (call) => {
    call.attributes.ignore('saturate');
    return call.cast(call.operand(0), call.typeOf(call.operand(1)).dtype);
  },
};
