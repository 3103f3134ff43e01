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

/** A shape with 0 for a size that is kept and −1 for the rest. */
const reshape: OnnxOperator = (call) => {
  call.attributes.ignore('consumed_inputs');
  const x = call.operand(0);
  const wanted = call.intsOf('shape', 1);
  if (wanted === undefined) throw new TranslationError('has no shape');
  const keepsZero = call.attributes.flag('allowzero', false);
  const from = call.shapeOf(x);
  const sizes = wanted.map((size, axis) => (size === 0 && !keepsZero ? (from[axis] ?? 0) : size));
  const others = product(sizes.filter((size) => size !== -1));
  const shape = sizes.map((size) => (size === -1 && others > 0 ? product(from) / others : size));
  if (product(shape) !== product(from) || !shape.every((size) => Number.isInteger(size) && size >= 0))
    throw new TranslationError(`[${from.join(', ')}] cannot become [${wanted.join(', ')}]`);
  return call.reshaped(x, shape);
};

const unsqueeze: OnnxOperator = (call) => {
  const x = call.operand(0);
  const from = call.shapeOf(x);
  const axes = call.intsOf('axes', 1) ?? [];
  const rank = from.length + axes.length;
  const at = new Set(axes.map((axis) => (axis < 0 ? axis + rank : axis)));
  if (at.size !== axes.length || [...at].some((axis) => axis < 0 || axis >= rank)) throw new TranslationError(`axes [${axes.join(', ')}] cannot be`); // prettier-ignore
  const rest = [...from];
  return call.reshaped(
    x,
    Array.from({ length: rank }, (_, axis) => (at.has(axis) ? 1 : (rest.shift() ?? 1))),
  );
};

const squeeze: OnnxOperator = (call) => {
  const x = call.operand(0);
  const from = call.shapeOf(x);
  const axes = call.intsOf('axes', 1)?.map((axis) => call.axisOf(x, axis));
  const dropped = (size: number, axis: number): boolean => axes?.includes(axis) ?? size === 1;
  if (from.some((size, axis) => dropped(size, axis) && size !== 1)) throw new TranslationError(`axes [${axes?.join(', ') ?? ''}] of [${from.join(', ')}] are not 1`); // prettier-ignore
  return call.reshaped(x, from.filter((size, axis) => !dropped(size, axis))); // prettier-ignore
};

const flatten: OnnxOperator = (call) => {
  const x = call.operand(0);
  const from = call.shapeOf(x);
  const axis = call.attributes.int('axis', 1);
  const at = axis < 0 ? axis + from.length : axis;
  return call.reshaped(x, [product(from.slice(0, at)), product(from.slice(at))]);
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
  Identity: (call) => call.emit('identity', {}, [call.operand(0)]),
  Shape: shape,
  Size: (call) => wide(call, 'size', [], [product(call.shapeOf(call.operand(0)))]),
  Reshape: reshape,
  Flatten: flatten,
  Squeeze: squeeze,
  Unsqueeze: unsqueeze,
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
