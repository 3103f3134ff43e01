import { integerRange, isFloat, type IntegerDType } from '../ir/dtype.ts';
import { allocate, isWide, type Tensor } from '../ir/tensor.ts';
import { elementCount, type TensorType } from '../ir/type.ts';
import { float32ToFloat16 } from '../op/float16.ts';
import { seededRandom } from '../pass/seeded-random.ts';

/** A tensor of `type` with seeded elements: floats in [−1, 1), 8-bit integers over their whole range, wider ones within ±1000. */
export const seededTensor = (type: TensorType, seed: number): Tensor => {
  const random = seededRandom(seed);
  const data = allocate(type.dtype, elementCount(type.shape));
  const draw = (): number => {
    if (isFloat(type.dtype)) return type.dtype === 'float16' ? float32ToFloat16(random() * 2 - 1) : random() * 2 - 1;
    if (type.dtype === 'bool') return Math.floor(random() * 2);
    const [least, most] =
      type.dtype === 'int64'
        ? [-1000, 1000]
        : type.dtype === 'uint64'
          ? [0, 1000]
          : integerRange(type.dtype as IntegerDType);
    const [low, high] = [Math.max(least, -1000), Math.min(most, 1000)];
    return low + Math.floor(random() * (high - low + 1));
  };
  for (let i = 0; i < data.length; i++) {
    if (isWide(data)) data[i] = BigInt(draw());
    else data[i] = draw();
  }
  return { type, data };
};
