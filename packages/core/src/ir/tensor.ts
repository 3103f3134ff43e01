import type { DType } from './dtype.ts';
import type { TensorType } from './type.ts';

/** Elements of a tensor in row-major order. float16 holds its 16 bits; bool holds 0 or 1; int4 holds −8 … 7. */
export type TensorData =
  | Float32Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | Int16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

export interface Tensor<Data extends TensorData = TensorData> {
  readonly type: TensorType;
  readonly data: Data;
}

const arrays = {
  float32: Float32Array,
  float16: Uint16Array,
  int4: Int8Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  bool: Uint8Array,
} as const satisfies Record<DType, unknown>;

/** Elements of 64 bits, which no number holds exactly. */
export type WideData = BigInt64Array | BigUint64Array;

export const isWide = (data: TensorData): data is WideData =>
  data instanceof BigInt64Array || data instanceof BigUint64Array;

/** A zero-filled array for `count` elements of `dtype`. */
export const allocate = (dtype: DType, count: number): TensorData => new arrays[dtype](count);

/** The elements in `bytes` (little-endian). Copies only where the bytes are not aligned. */
export const fromBytes = (dtype: DType, bytes: Uint8Array): TensorData => {
  const ArrayType = arrays[dtype];
  const width = ArrayType.BYTES_PER_ELEMENT;
  const aligned = bytes.byteOffset % width === 0 ? bytes : new Uint8Array(bytes);
  return new ArrayType(aligned.buffer as ArrayBuffer, aligned.byteOffset, aligned.byteLength / width);
};

/** The little-endian bytes under `data`, without a copy. */
export const toBytes = (data: TensorData): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
