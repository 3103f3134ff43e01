import { isFloat, type DType, type TensorType, type ValueId } from '@tinyml/core';
import type { Emitter } from '../translation/emitter.ts';
import { TranslationError } from '../translation/translation-error.ts';
import { isSymbolName, isTensorName, type Argument, type ProgramNode, type TensorMeta } from './program.ts';
import { scalarTypeOf } from './scalar-type.ts';
import type { TorchCall } from './slot.ts';

/** The type of elements that the graph has for a type of PyTorch's: integers of 64 bits are indices and counts. */
export const graphType = (scalarType: number): DType | undefined => {
  const dtype = scalarTypeOf(scalarType)?.dtype;
  return dtype === 'int64' ? 'int32' : dtype;
};

/** Truth values, integers, floats: a type gives way to one of a later kind. */
const kindOf = (dtype: DType): number => (dtype === 'bool' ? 0 : isFloat(dtype) ? 2 : 1);

interface Promoted {
  readonly dtype: DType;
  /** A scalar gives way to a tensor of its kind. */
  readonly scalar: boolean;
}

const promote = (a: Promoted, b: Promoted): DType => {
  const [x, y] = [kindOf(a.dtype), kindOf(b.dtype)];
  if (x !== y) return x > y ? a.dtype : b.dtype;
  if (a.scalar !== b.scalar) return a.scalar ? b.dtype : a.dtype;
  // What is narrower than 32 bits is computed with 32.
  return a.dtype === b.dtype ? a.dtype : x === 1 ? 'int32' : a.dtype;
};

export const openCall = (
  to: Emitter,
  node: ProgramNode,
  metas: ReadonlyMap<string, TensorMeta>,
  values: ReadonlyMap<string, ValueId>,
): TorchCall => {
  const missing = (name: string, what: string): TranslationError =>
    new TranslationError(`its argument ${name} is not ${what}`);
  const argument: TorchCall['argument'] = (name) => node.args.get(name);
  const valueOf = (name: string): ValueId => {
    const id = values.get(name);
    if (id === undefined) throw new TranslationError(`${name} is not a tensor`);
    return id;
  };
  const tensorIn = (value: Argument | undefined): ValueId | undefined =>
    isTensorName(value) ? valueOf(value.tensor) : isSymbolName(value) ? valueOf(value.symbol) : undefined;
  const optionalTensor: TorchCall['optionalTensor'] = (name) => tensorIn(argument(name)) ?? null;
  const tensor: TorchCall['tensor'] = (name) => {
    const id = optionalTensor(name);
    if (id === null) throw missing(name, 'a tensor');
    return id;
  };
  const numberIn = (value: Argument | undefined, name: string): number => {
    if (typeof value === 'number') return value;
    if (typeof value === 'boolean') return value ? 1 : 0;
    const id = tensorIn(value);
    const known = id === undefined ? undefined : to.numbers(id);
    if (known?.length !== 1) throw missing(name, 'a number that is known when the model is built');
    return known[0] ?? 0;
  };
  const number: TorchCall['number'] = (name, fallback) => {
    const value = argument(name);
    return (value === undefined || value === null) && fallback !== undefined ? fallback : numberIn(value, name);
  };
  const as: TorchCall['as'] = (x, dtype) =>
    to.typeOf(x).dtype === dtype ? x : to.emit('cast', { outType: dtype as never }, [x], 'cast');
  const constant = (value: number, dtype: DType): ValueId => {
    if (dtype === 'float32') return to.floats('scalar', [], [value]);
    if (dtype === 'bool') return to.constant('scalar', { dtype, shape: [] }, Uint8Array.of(value === 0 ? 0 : 1));
    const whole = to.ints('scalar', [], [Math.min(Math.max(value, -(2 ** 31)), 2 ** 31 - 1)]);
    return as(whole, dtype);
  };
  const promoted = (name: string): Promoted => {
    const value = argument(name);
    const id = tensorIn(value);
    if (id !== undefined) return { dtype: to.typeOf(id).dtype, scalar: to.shapeOf(id).length === 0 };
    if (typeof value === 'boolean') return { dtype: 'bool', scalar: true };
    if (typeof value !== 'number') throw missing(name, 'a tensor or a number');
    // JSON keeps no difference between 1 and 1.0, which matters for integers alone.
    return { dtype: Number.isInteger(value) ? 'int32' : 'float32', scalar: true };
  };
  const operand: TorchCall['operand'] = (name, dtype) => {
    const id = tensorIn(argument(name));
    return id === undefined ? constant(numberIn(argument(name), name), dtype) : as(id, dtype);
  };
  const result: TorchCall['result'] = (index = 0) => {
    const meta = metas.get(node.outputs[index] ?? '');
    const sizes = meta?.sizes;
    const known = sizes?.every((size) => typeof size === 'number') === true;
    return { dtype: meta && graphType(meta.scalarType), shape: known ? (sizes as readonly number[]) : undefined };
  };
  return {
    to,
    emit: to.emit,
    emitAll: to.emitAll,
    typeOf: to.typeOf,
    shapeOf: to.shapeOf,
    operator: node.operator,
    overload: node.overload,
    argument,
    has: (name) => argument(name) !== undefined && argument(name) !== null,
    tensor,
    optionalTensor,
    tensors(name) {
      const value = argument(name);
      if (!Array.isArray(value)) throw missing(name, 'a list of tensors');
      return (value as readonly Argument[]).map((one) => {
        const id = tensorIn(one);
        if (id === undefined) throw missing(name, 'a list of tensors');
        return id;
      });
    },
    tensorsIn: (list) => list.flatMap((one) => tensorIn(one) ?? []),
    all: () => [...node.args].map(([name, value]) => numberIn(value, name)),
    number,
    flag: (name, fallback = false) => number(name, fallback ? 1 : 0) !== 0,
    word(name, fallback) {
      const value = argument(name) ?? fallback;
      if (typeof value !== 'string') throw missing(name, 'a word');
      return value;
    },
    numbers(name, fallback) {
      const value = argument(name);
      if ((value === undefined || value === null) && fallback !== undefined) return fallback;
      if (Array.isArray(value)) return (value as readonly Argument[]).map((one) => numberIn(one, name));
      return [numberIn(value, name)];
    },
    result,
    operand,
    pair(first = 'self', second = 'other') {
      const dtype = promote(promoted(first), promoted(second));
      const wanted = result().dtype;
      const type = wanted !== undefined && wanted !== 'bool' ? wanted : dtype === 'int8' || dtype === 'uint8' || dtype === 'int16' ? 'int32' : dtype; // prettier-ignore
      return [operand(first, type), operand(second, type)];
    },
    as,
    scalar: (value, like: TensorType) => constant(value, like.dtype),
    refused: (reason, hint) => new TranslationError(reason, hint),
    unary: (op, attrs) => to.emit(op, attrs, [as(tensor(node.args.has('input') ? 'input' : 'self'), 'float32')]),
  };
};
