import { float16ToFloat32, float32ToFloat16 } from '../op/float16.ts';
import type { DType } from './dtype.ts';
import { allocate, isWide, type TensorData } from './tensor.ts';
import { yamlFloat32, yamlNumber } from './text-scalar.ts';

/** Elements as readable numbers, or undefined where they would not come back bit for bit (a NaN has many forms). */
export const printElements = (dtype: DType, data: TensorData): string | undefined => {
  const print = (value: number | bigint): string => {
    if (typeof value === 'bigint') return `"${String(value)}"`;
    if (dtype === 'float16') return yamlNumber(float16ToFloat32(value));
    return dtype === 'float32' ? yamlFloat32(value) : String(value);
  };
  const reals = dtype === 'float16' ? Array.from(data as Uint16Array, float16ToFloat32) : data;
  if (Array.from(reals as Float32Array).some(Number.isNaN)) return undefined;
  return `[${Array.from(data as Float32Array, print).join(', ')}]`;
};

/** Elements from numbers (strings for 64 bits, which may exceed what a number holds). */
export const parseElements = (dtype: DType, elements: readonly unknown[]): TensorData => {
  const data = allocate(dtype, elements.length);
  elements.forEach((element, i) => {
    if (isWide(data)) data[i] = BigInt(element as string | number);
    else data[i] = dtype === 'float16' ? float32ToFloat16(Number(element)) : Number(element);
  });
  return data;
};
