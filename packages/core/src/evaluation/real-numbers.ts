import type { Tensor, TensorData } from '../ir/tensor.ts';
import { allocate } from '../ir/tensor.ts';
import type { TensorType } from '../ir/type.ts';
import { quantizeValue } from '../op/fixed-point.ts';
import { float16ArrayToFloat32, float32ArrayToFloat16 } from '../op/float16.ts';

/** Real numbers in the form that an input of `type` stores them: quantised where it is, else rounded to its dtype. */
export const asStoredInput = (values: Float32Array, { dtype, quant }: TensorType): TensorData => {
  const stored = allocate(dtype, values.length);
  switch (dtype) {
    case 'float32':
      return values;
    case 'float16':
      return float32ArrayToFloat16(values);
    case 'int64':
      return BigInt64Array.from(values, (value) => BigInt(Math.round(value)));
    case 'uint64':
      return BigUint64Array.from(values, (value) => BigInt(Math.max(0, Math.round(value))));
    case 'bool':
      return Uint8Array.from(values, (value) => (value === 0 ? 0 : 1));
    default:
      for (let i = 0; i < values.length; i++)
        stored[i] = quantizeValue(values[i] as number, quant?.scale[0] ?? 1, quant?.zeroPoint[0] ?? 0, dtype);
      return stored;
  }
};

/** real = scale · (q − zero_point) where the type is quantised, by one scale for all; others as they are. */
export const asRealNumbers = ({ type, data }: Tensor): Float64Array => {
  const [scale, zero] = [type.quant?.scale[0] ?? 1, type.quant?.zeroPoint[0] ?? 0];
  const stored = type.dtype === 'float16' ? float16ArrayToFloat32(data as Uint16Array) : data;
  const real = new Float64Array(stored.length);
  for (let i = 0; i < real.length; i++) real[i] = (Number(stored[i]) - zero) * scale;
  return real;
};
