import { clamp, doubles, type Tensor } from '@tinyml/core';
import { quantizeDynamically } from '@tinyml/core/internal';
import type { CellActivation } from './cell-activation.ts';

/** Weights as real numbers, and whether they are quantised: then what they are multiplied with is, too. */
export interface Matrix {
  readonly values: Float64Array;
  readonly scale: number | undefined;
}

export const matrixOf = (tensor: Tensor | null | undefined): Matrix | undefined =>
  tensor == null
    ? undefined
    : {
        values: doubles(tensor),
        scale: tensor.type.dtype === 'int8' ? (tensor.type.quant?.scale[0] ?? 1) : undefined,
      };

export const vectorOf = (tensor: Tensor | null | undefined): Float64Array | undefined => {
  if (tensor == null) return undefined;
  const scale = tensor.type.dtype === 'int8' ? (tensor.type.quant?.scale[0] ?? 1) : 1;
  return doubles(tensor).map((value) => value * scale);
};

/** A vector as it goes into products: as it is, and quantised. */
export interface Operand {
  readonly values: Float64Array;
  readonly quantized: Float64Array;
  readonly scale: number;
}

export const operandOf = (values: Float64Array, asymmetric: boolean): Operand => {
  const { values: quantized, scales } = quantizeDynamically(Float32Array.from(values), 1, asymmetric);
  return { values: Float64Array.from(values, Math.fround), quantized, scale: scales[0] ?? 1 };
};

/** sums[row] += the dot product of x with that row, over the first rows of the matrix or those from `first` on. */
export const addProduct = (sums: Float64Array, matrix: Matrix | undefined, x: Operand, first = 0): void => {
  if (matrix === undefined) return;
  const [values, factor] = matrix.scale === undefined ? [x.values, 1] : [x.quantized, matrix.scale * x.scale];
  const depth = values.length;
  for (let row = 0; row < sums.length; row++) {
    let sum = 0;
    for (let i = 0; i < depth; i++) sum += (matrix.values[(first + row) * depth + i] as number) * (values[i] as number);
    sums[row] = (sums[row] as number) + sum * factor;
  }
};

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

export const activations: Readonly<Record<CellActivation, (x: number) => number>> = {
  none: (x) => x,
  relu: (x) => Math.max(0, x),
  relu_n1_to_1: (x) => clamp(x, -1, 1),
  relu6: (x) => clamp(x, 0, 6),
  tanh: Math.tanh,
};
