import type { PackedConstant } from '@tinyml/core';

/** Kernels that multiply rows of int8 weights with a vector: in C, or four rows at once on Armv7E-M. */
export type RowsIsa = 'generic' | 'dsp';

/** What the name of such a kernel, and that of its C function, ends with. */
export const rowsSuffix = (isa: RowsIsa): string => (isa === 'dsp' ? '_dsp' : '');

/**
 * Weights [rows, depth] as tml_rows_s8_dsp.h has them: of each four rows, of each four values a word of each row in turn, zeros
 * beyond the last row and the last value.
 */
const rowWords = (weights: ArrayLike<number>, depth: number): Int8Array => {
  const [rows, steps] = [weights.length / depth, Math.ceil(depth / 4)];
  const words = new Int8Array(16 * steps * Math.ceil(rows / 4));
  Array.from(weights).forEach((weight, i) => {
    const [row, at] = [Math.floor(i / depth), i % depth];
    words[16 * (steps * Math.floor(row / 4) + Math.floor(at / 4)) + 4 * (row % 4) + (at % 4)] = weight;
  });
  return words;
};

/** Weights [rows, depth] in the layout that the kernel reads. */
export const rowsConstant = (name: string, weights: ArrayLike<number>, depth: number, isa: RowsIsa): PackedConstant =>
  isa === 'dsp'
    ? { name, ctype: 'int8_t', values: rowWords(weights, depth), align: 4 }
    : { name, ctype: 'int8_t', values: weights };
