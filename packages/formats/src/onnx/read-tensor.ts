import {
  allocate,
  elementCount,
  float16ToFloat32,
  fromBytes,
  TinymlError,
  type TensorData,
  type TensorType,
} from '@tinyml/core';
import { inconsistentModel, modelTooLarge, unsupportedModelFeature } from '../diagnostics/model.ts';
import { elementType, elementTypeName } from './element-types.ts';
import type { TensorProto } from './schema.ts';

export interface ReadTensor {
  readonly type: TensorType;
  readonly data: TensorData;
}

/** Gives the bytes of a tensor that lies in another file. */
export type ExternalBytes = (tensor: TensorProto) => Uint8Array;

const most = 2 ** 30;

const wordsOf: Readonly<Record<string, number>> = { double: 8, float16: 2, bfloat16: 2 };

/** Real numbers of 16 or 64 bits, as single precision. */
const asSingle = (name: string, bytes: Uint8Array): Float32Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = wordsOf[name] ?? 4;
  const bits = new DataView(new ArrayBuffer(4));
  return Float32Array.from({ length: Math.floor(bytes.length / width) }, (_, i) => {
    if (name === 'double') return view.getFloat64(i * width, true);
    const word = view.getUint16(i * width, true);
    if (name === 'float16') return float16ToFloat32(word);
    bits.setUint32(0, word * 65536);
    return bits.getFloat32(0);
  });
};

const typedValues = (tensor: TensorProto): readonly (number | bigint)[] => {
  const lists = [tensor.floatData, tensor.int32Data, tensor.int64Data, tensor.doubleData, tensor.uint64Data];
  return lists.find((list) => list.length > 0) ?? [];
};

/** 16-bit floats stand in `int32_data` as their bits. */
const fromValues = (name: string, values: readonly (number | bigint)[], data: TensorData): TensorData => {
  if (name === 'float16' || name === 'bfloat16')
    return asSingle(name, new Uint8Array(Uint16Array.from(values, Number).buffer));
  values.forEach((value, i) => {
    if (data instanceof BigInt64Array || data instanceof BigUint64Array) data[i] = BigInt(value);
    else data[i] = Number(value);
  });
  return data;
};

/**
 * A constant of the file. Real numbers of 16 and 64 bits become float32.
 * @throws TinymlError TML203, TML206, TML390
 */
export const readTensor = (path: string, where: string, tensor: TensorProto, external: ExternalBytes): ReadTensor => {
  const name = elementTypeName(tensor.dataType);
  const dtype = wordsOf[name] === undefined ? elementType(tensor.dataType) : 'float32';
  if (dtype === undefined) throw new TinymlError(unsupportedModelFeature(path, where, `elements of ${name}`));
  const shape = tensor.dims;
  if (shape.some((size) => !Number.isSafeInteger(size) || size < 0))
    throw new TinymlError(inconsistentModel(path, where, `the shape [${shape.join(', ')}] cannot be`));
  const count = elementCount(shape);
  if (count > most) throw new TinymlError(modelTooLarge(path, where, count, most));
  const type = { dtype, shape } as const;
  const bytes = tensor.dataLocation === 1 ? external(tensor) : tensor.rawData;
  const found = bytes === undefined ? typedValues(tensor).length : bytes.length / (wordsOf[name] ?? allocate(dtype, 0).BYTES_PER_ELEMENT); // prettier-ignore
  if (found !== count)
    throw new TinymlError(inconsistentModel(path, where, `[${shape.join(', ')}] with ${String(found)} elements`));
  if (bytes === undefined) return { type, data: fromValues(name, typedValues(tensor), allocate(dtype, count)) };
  return { type, data: wordsOf[name] === undefined ? fromBytes(dtype, bytes) : asSingle(name, bytes) };
};
