import type { DType, TensorData } from '@tinyml/core';
import { halfToNumber } from '../data/half.ts';

interface ScalarType {
  readonly name: string;
  readonly bytes: number;
  /** What the graph has for it: floats of any width are float32. */
  readonly dtype: DType;
  read(view: DataView, at: number, little: boolean): number | bigint;
}

const floats = new DataView(new ArrayBuffer(4));

const bfloat16 = (bits: number): number => {
  floats.setUint32(0, bits * 65536);
  return floats.getFloat32(0);
};

/** By the numbers of torch.export's ScalarType. */
const scalarTypes: Readonly<Record<number, ScalarType>> = {
  1: { name: 'uint8', bytes: 1, dtype: 'uint8', read: (view, at) => view.getUint8(at) },
  2: { name: 'int8', bytes: 1, dtype: 'int8', read: (view, at) => view.getInt8(at) },
  3: { name: 'int16', bytes: 2, dtype: 'int16', read: (view, at, little) => view.getInt16(at, little) },
  4: { name: 'int32', bytes: 4, dtype: 'int32', read: (view, at, little) => view.getInt32(at, little) },
  5: { name: 'int64', bytes: 8, dtype: 'int64', read: (view, at, little) => view.getBigInt64(at, little) },
  6: { name: 'float16', bytes: 2, dtype: 'float32', read: (view, at, little) => halfToNumber(view.getUint16(at, little)) }, // prettier-ignore
  7: { name: 'float32', bytes: 4, dtype: 'float32', read: (view, at, little) => view.getFloat32(at, little) },
  8: { name: 'float64', bytes: 8, dtype: 'float32', read: (view, at, little) => view.getFloat64(at, little) },
  12: { name: 'bool', bytes: 1, dtype: 'bool', read: (view, at) => (view.getUint8(at) === 0 ? 0 : 1) },
  13: { name: 'bfloat16', bytes: 2, dtype: 'float32', read: (view, at, little) => bfloat16(view.getUint16(at, little)) }, // prettier-ignore
};

export const scalarTypeOf = (code: number): ScalarType | undefined => scalarTypes[code];

const fitsInt32 = (value: bigint): boolean => BigInt.asIntN(32, value) === value;

/** The elements for a tensor of the graph. int64 whose values all fit are int32. */
export const storedElements = (
  { dtype }: ScalarType,
  values: readonly (number | bigint)[],
): { readonly dtype: DType; readonly data: TensorData } => {
  if (dtype === 'int64') {
    const wide = values.map(BigInt);
    return wide.every(fitsInt32)
      ? { dtype: 'int32', data: Int32Array.from(wide, Number) }
      : { dtype, data: BigInt64Array.from(wide) };
  }
  const numbers = values.map(Number);
  if (dtype === 'float32') return { dtype, data: Float32Array.from(numbers) };
  if (dtype === 'int32') return { dtype, data: Int32Array.from(numbers) };
  if (dtype === 'int16') return { dtype, data: Int16Array.from(numbers) };
  return { dtype, data: dtype === 'int8' ? Int8Array.from(numbers) : Uint8Array.from(numbers) };
};
