import {
  activationRange,
  byteLength,
  type CValue,
  type KernelOverlap,
  type PackedConstant,
  type Tensor,
  type TensorType,
} from '@tinyml/core';
import { recordDistance } from '../../kernel/overlap-distance.ts';
import { rowsConstant, type RowsIsa } from '../../kernel/weighted/row-words.ts';
import { floatLimit } from '../../kernel/weighted/weighted-constants.ts';
import type { CellActivation } from '../cell-activation.ts';
import { vectorOf } from '../float-products.ts';
import { depthOf, type Product } from '../integer-product.ts';

/** Collects the arrays of a call; `add` gives what points to one. */
export interface ConstantList {
  readonly constants: PackedConstant[];
  add(name: string, ctype: PackedConstant['ctype'], values: ArrayLike<number> | undefined): CValue;
  /** Rows of `depth` weights, as the kernel reads them. */
  addRows(name: string, weights: ArrayLike<number> | undefined, depth: number, isa: RowsIsa): CValue;
}

export const constantList = (): ConstantList => {
  const constants: PackedConstant[] = [];
  return {
    constants,
    add(name, ctype, values) {
      if (values === undefined) return 0;
      constants.push({ name, ctype, values });
      return { c: `@${name}` };
    },
    addRows(name, weights, depth, isa) {
      if (weights === undefined) return 0;
      constants.push(rowsConstant(name, weights, depth, isa));
      return { c: `@${name}` };
    },
  };
};

/** Real numbers of a vector, however it is stored; undefined where there is none. */
export const floatsOf = (tensor: Tensor | null | undefined): Float64Array | undefined => vectorOf(tensor);

/** The fields of tml_product_s8; those of none where there is no such product. */
export const productFields = (
  { add, addRows }: ConstantList,
  name: string,
  product: Product | undefined,
  isa: RowsIsa,
): CValue => ({
  fields: {
    weights: addRows(`${name}_weights`, product?.weights, product === undefined ? 0 : depthOf(product), isa),
    bias: add(`${name}_bias`, 'int32_t', product?.bias),
    ...(product?.factor ?? { multiplier: 0, shift: 0 }),
  },
});

/** The fields of tml_cell_activation. */
export const activationFields = (activation: CellActivation): CValue => {
  const [low, high] = activation === 'tanh' ? [0, 0] : activationRange(activation);
  return { fields: { limits: activation === 'tanh' ? 0 : 1, low: floatLimit(low), high: floatLimit(high) } };
};

/** Results of one sample may lie over its input: a step is read as a whole before its result is written. */
export const sequenceOverlaps = (
  x: TensorType,
  y: TensorType,
  { batch, steps }: { readonly batch: number; readonly steps: number },
): readonly KernelOverlap[] =>
  batch === 1
    ? [{ input: 0, output: 0, distance: recordDistance(steps, byteLength(x) / steps, byteLength(y) / steps) }]
    : [];
