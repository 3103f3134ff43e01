import { halfToNumber } from './half.ts';

/** Elements as a data file stores them. */
export type NumericData =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

/** An array in row-major order; `dtype` in NumPy's words. */
export interface NumericArray {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly data: NumericData;
}

const kinds = {
  bool: [Uint8Array, 1],
  int8: [Int8Array, 1],
  uint8: [Uint8Array, 1],
  int16: [Int16Array, 2],
  uint16: [Uint16Array, 2],
  int32: [Int32Array, 4],
  uint32: [Uint32Array, 4],
  int64: [BigInt64Array, 8],
  uint64: [BigUint64Array, 8],
  float32: [Float32Array, 4],
  float64: [Float64Array, 8],
} as const;

/** `float16` becomes float32 when it is read. */
export type StoredType = keyof typeof kinds | 'float16';

export const storedWidth = (type: StoredType): number => (type === 'float16' ? 2 : kinds[type][1]);

export const isStoredType = (name: string): name is StoredType => name === 'float16' || Object.hasOwn(kinds, name);

const swapped = (bytes: Uint8Array, width: number): Uint8Array => {
  const result = new Uint8Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) result[i - (i % width) + width - 1 - (i % width)] = bytes[i] ?? 0;
  return result;
};

/** The elements in `bytes`, without a copy where alignment and byte order allow. */
export const elementsOf = (type: StoredType, bytes: Uint8Array, bigEndian = false): NumericData => {
  const width = storedWidth(type);
  const little = bigEndian && width > 1 ? swapped(bytes, width) : bytes;
  const aligned = little.byteOffset % width === 0 ? little : new Uint8Array(little);
  const [buffer, offset, length] = [aligned.buffer as ArrayBuffer, aligned.byteOffset, aligned.length / width] as const;
  if (type === 'float16') return Float32Array.from(new Uint16Array(buffer, offset, length), halfToNumber);
  const ArrayType = kinds[type][0];
  return new ArrayType(buffer, offset, length);
};
