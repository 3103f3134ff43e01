import { perTensorQuant, type TensorType } from '@tinyml/core';

/** In single precision, as TensorFlow Lite forms it. */
export const quotientFactor = (a: TensorType, b: TensorType, output: TensorType): number =>
  Math.fround(perTensorQuant(a).scale / Math.fround(perTensorQuant(b).scale * perTensorQuant(output).scale));
