import type { QuantRule } from '@tinyml/passes';

type Request = Parameters<NonNullable<QuantRule['stored']>>[0];
export type FloatOperand = NonNullable<Request['inputs'][number]>;
type StoredNode = Exclude<ReturnType<NonNullable<QuantRule['stored']>>, { readonly none: string }>;
export type StoredTensor = StoredNode['outputs'][number];

/** Why a recurrent operator that stays float does so. */
export const unseen = 'calibration saw none of its values';

const magnitude = (values: ArrayLike<number>): number => {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i] as number));
  return most;
};

/** Symmetric about zero, the greatest magnitude at the greatest integer. Zeros alone get a scale that suits any neighbours. */
export const symmetric = (dtype: 'int8' | 'int16', greatest: number): StoredTensor => {
  const most = dtype === 'int8' ? 127 : 32767;
  return { dtype, scale: Math.fround((greatest > 0 ? greatest : 1) / most), zeroPoint: 0 };
};

export const symmetricConstant = (
  dtype: 'int8' | 'int16',
  { constant = new Float32Array() }: FloatOperand,
): StoredTensor => symmetric(dtype, magnitude(constant));

/** The largest integer that a bias may be: it leaves the other half of the accumulator to the products. */
const biasLimit = 2 ** 30;

/** int8 weights of products with a vector at `inputScale`; their scale is raised where the bias would not fit 32 bits else. */
export const storedWeights = (weights: FloatOperand, inputScale: number, bias?: FloatOperand | null): StoredTensor => {
  const own = symmetricConstant('int8', weights);
  const least = magnitude(bias?.constant ?? []) / (inputScale * biasLimit);
  return { ...own, scale: Math.max(own.scale, Math.fround(least)) };
};

export const storedBias = (scale: number): StoredTensor => ({
  dtype: 'int32',
  scale: Math.fround(scale),
  zeroPoint: 0,
});
