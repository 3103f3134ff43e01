import { allocate, elementCount, type TensorData, type TensorType } from '@tinyml/core';
import { halfToNumber } from '../data/half.ts';
import { TranslationError } from '../translation/translation-error.ts';
import { dtypeOf, elementsOf } from './element-types.ts';
import type { ShapeProto, TensorProto } from './schema.ts';

const mostElements = 2 ** 27;
const mostDimensions = 8;

/** −1 is an open dimension: null. No shape at all where the number of dimensions is open. */
export const openShape = (proto: ShapeProto | undefined): readonly (number | null)[] | null =>
  proto === undefined || proto.unknownRank === 1 ? null : proto.dim.map(({ size = 0 }) => (size < 0 ? null : size));

/** @throws TranslationError where the shape is open, or larger than any that tinyml builds */
export const closedShape = (proto: ShapeProto | undefined): readonly number[] => {
  const shape = (proto?.dim ?? []).map(({ size = 0 }) => size);
  if (shape.length > mostDimensions || !shape.every((size) => Number.isInteger(size) && size >= 0) || elementCount(shape) > mostElements)
    throw new TranslationError(`a tensor of the shape [${shape.join(', ')}] is not supported`); // prettier-ignore
  return shape;
};

/** The elements that are listed; the last one stands for all that follow. */
const listed = (proto: TensorProto): ArrayLike<number | bigint> => {
  if (proto.dtype === 19) return proto.halfs.map(halfToNumber);
  if (proto.dtype === 14) return proto.halfs.map((bits) => new Float32Array(Uint32Array.of(bits << 16).buffer)[0] ?? 0);
  const lists = [proto.floats, proto.doubles, proto.ints, proto.longs, proto.bools];
  return lists.find(({ length }) => length > 0) ?? [];
};

/** A constant of the file. @throws TranslationError */
export const readTensor = (proto: TensorProto): { readonly type: TensorType; readonly data: TensorData } => {
  const shape = closedShape(proto.shape);
  const dtype = dtypeOf(proto.dtype);
  const type = { dtype, shape };
  if (proto.content !== undefined && proto.content.length > 0)
    return { type, data: elementsOf(proto.dtype ?? 0, shape, proto.content) };
  const data = allocate(dtype, elementCount(shape));
  const values = listed(proto);
  const last = values.length - 1;
  const isBig = data instanceof BigInt64Array || data instanceof BigUint64Array;
  for (let i = 0; i < data.length && last >= 0; i++) {
    const value = values[Math.min(i, last)] ?? 0;
    if (isBig) data[i] = BigInt(value);
    else data[i] = Number(value);
  }
  return { type, data };
};
