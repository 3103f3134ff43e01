import { isWide, type Tensor } from '../ir/tensor.ts';
import { float16ToFloat32 } from './float16.ts';

/** Values of a tensor as float64, less `zeroPoint`: floats and float16 as the reals they are, integers as stored. */
export const doubles = (tensor: Tensor, zeroPoint = 0): Float64Array => {
  const { data } = tensor;
  if (isWide(data)) return Float64Array.from(data as BigInt64Array, Number);
  if (tensor.type.dtype === 'float16') return Float64Array.from(data, float16ToFloat32);
  const result = new Float64Array(data);
  if (zeroPoint !== 0) for (let i = 0; i < result.length; i++) result[i] = (result[i] as number) - zeroPoint;
  return result;
};
