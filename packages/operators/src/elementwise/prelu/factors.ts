import { perTensorQuant, type TensorType } from '@tinyml/core';

const single = (type: TensorType): number => perTensorQuant(type).scale;

/** From x to the result, where x is not negative. */
export const positiveFactor = (x: TensorType, output: TensorType): number => Math.fround(single(x) / single(output));

/** From alpha · x to the result. */
export const negativeFactor = (x: TensorType, alpha: TensorType, output: TensorType): number =>
  Math.fround(Math.fround(single(x) * single(alpha)) / single(output));
