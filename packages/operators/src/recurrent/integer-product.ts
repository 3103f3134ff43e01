import {
  doubles,
  multiplyByQuantizedMultiplier,
  quantizeMultiplier,
  type QuantizedMultiplier,
  type Tensor,
} from '@tinyml/core';

/** Rows of weights times a vector, plus the bias, times a factor. */
export interface Product {
  readonly weights: Float64Array;
  readonly bias: Float64Array;
  readonly factor: QuantizedMultiplier;
}

/** Rows of weights times a vector less its zero point, plus the bias: both constant parts go into one sum. */
export const productOf = (
  tensor: Tensor,
  zeroPoint: number,
  bias: Tensor | null | undefined,
  factor: number,
): Product => {
  const [rows, depth] = tensor.type.shape as [number, number];
  const weights = doubles(tensor);
  const sums = Float64Array.from({ length: rows }, (_, row) => {
    let sum = Number(bias?.data[row] ?? 0);
    for (let i = 0; i < depth; i++) sum -= zeroPoint * (weights[row * depth + i] as number);
    return sum;
  });
  return { weights, bias: sums, factor: quantizeMultiplier(factor) };
};

/** Elements of a row. */
export const depthOf = ({ weights, bias }: Product): number => weights.length / bias.length;

export const scaled = (value: number, { multiplier, shift }: QuantizedMultiplier): number =>
  multiplyByQuantizedMultiplier(value, multiplier, shift);

/** All rows times x, in the units of the result. */
export const applyProduct = ({ weights, bias, factor }: Product, x: ArrayLike<number>): Float64Array =>
  bias.map((sum, row) => {
    let total = sum;
    for (let i = 0; i < x.length; i++) total += (weights[row * x.length + i] as number) * (x[i] as number);
    return scaled(total | 0, factor);
  });

/** Some of the rows. */
export const rowsOf = (product: Product, from: number, to: number): Product => {
  const { weights, bias, factor } = product;
  const depth = depthOf(product);
  return { weights: weights.subarray(from * depth, to * depth), bias: bias.subarray(from, to), factor };
};

/** Greatest magnitude of a product's sums, for int8 values. */
const reach = (product: Product): number => {
  const { weights, bias } = product;
  const depth = depthOf(product);
  return bias.reduce((most, value, row) => {
    let sum = Math.abs(value);
    for (let i = 0; i < depth; i++) sum += 128 * Math.abs(weights[row * depth + i] as number);
    return Math.max(most, sum);
  }, 0);
};

/** Why sums of 32 bits do not do for all of the products, or undefined. */
export const productProblem = (products: readonly (Product | undefined)[]): string | undefined =>
  products.some((product) => product !== undefined && reach(product) >= 2 ** 31)
    ? 'the accumulator could exceed 32 bits'
    : undefined;
