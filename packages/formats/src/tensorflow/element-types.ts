import { allocate, elementCount, fromBytes, type DType, type TensorData } from '@tinyml/core';
import { halfToNumber } from '../data/half.ts';
import { TranslationError } from '../translation/translation-error.ts';

/** TensorFlow's DataType (tensorflow/core/framework/types.proto): names, bytes of an element, and tinyml's type for it. */
const elementTypes = new Map<number, readonly [name: string, width: number, dtype: DType | undefined]>([
  [1, ['float32', 4, 'float32']],
  [2, ['float64', 8, 'float32']],
  [3, ['int32', 4, 'int32']],
  [4, ['uint8', 1, 'uint8']],
  [5, ['int16', 2, 'int16']],
  [6, ['int8', 1, 'int8']],
  [7, ['string', 0, undefined]],
  [8, ['complex64', 8, undefined]],
  [9, ['int64', 8, 'int64']],
  [10, ['bool', 1, 'bool']],
  [14, ['bfloat16', 2, 'float32']],
  [18, ['complex128', 16, undefined]],
  [19, ['float16', 2, 'float32']],
  [20, ['resource', 0, undefined]],
  [21, ['variant', 0, undefined]],
  [22, ['uint32', 4, 'uint32']],
  [23, ['uint64', 8, 'uint64']],
]);

export const stringType = 7;
export const resourceType = 20;

/** References to variables have their own numbers. */
const plain = (type: number): number => (type > 100 ? type - 100 : type);

export const typeName = (type: number | undefined): string =>
  elementTypes.get(plain(type ?? 0))?.[0] ?? `number ${String(type ?? 0)}`;

/** float16, bfloat16 and float64 are computed with as float32. @throws TranslationError for types that tinyml does not have */
export const dtypeOf = (type: number | undefined): DType => {
  const dtype = elementTypes.get(plain(type ?? 0))?.[2];
  if (dtype === undefined) throw new TranslationError(`elements of type ${typeName(type)} are not supported`);
  return dtype;
};

export const widthOf = (type: number | undefined): number => elementTypes.get(plain(type ?? 0))?.[1] ?? 0;

/** Elements of a type that float32 stands for, by their bytes. */
const wide: Readonly<Record<number, (view: DataView, at: number) => number>> = {
  2: (view, at) => view.getFloat64(at, true),
  14(view, at) {
    const bits = new DataView(new ArrayBuffer(4));
    bits.setUint32(0, view.getUint16(at, true) * 65_536);
    return bits.getFloat32(0);
  },
  19: (view, at) => halfToNumber(view.getUint16(at, true)),
};

/** The elements of a tensor of TensorFlow's type in its little-endian bytes. @throws TranslationError */
export const elementsOf = (type: number, shape: readonly number[], bytes: Uint8Array): TensorData => {
  const dtype = dtypeOf(type);
  const count = elementCount(shape);
  const width = widthOf(type);
  if (bytes.length !== count * width)
    throw new TranslationError(`a tensor [${shape.join(', ')}] of ${typeName(type)} has ${String(bytes.length)} bytes`);
  const read = wide[plain(type)];
  if (read === undefined) return fromBytes(dtype, new Uint8Array(bytes));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const values = allocate('float32', count);
  for (let i = 0; i < count; i++) values[i] = read(view, i * width);
  return values;
};
