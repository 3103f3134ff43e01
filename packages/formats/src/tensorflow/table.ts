import { slotOf, type OperatorTable } from '@tinyml/core';
import type { TensorflowOperators } from './call.ts';
import { convolution } from './operators/convolution.ts';
import { fusedOperators } from './operators/fused.ts';
import { movement } from './operators/movement.ts';
import { nonlinearity } from './operators/nonlinearity.ts';
import { normalization } from './operators/normalization.ts';
import { pooling } from './operators/pooling.ts';
import { products } from './operators/products.ts';
import { reduction } from './operators/reduction.ts';
import { tensorflowSlot } from './slot.ts';
import { controlOperators } from './structural/control.ts';
import { listOperators } from './structural/lists.ts';
import { plainOperators } from './structural/plain.ts';
import type { StructuralOperators } from './structural/structural-operator.ts';

/** Operators with options of TensorFlow's own, or that several of tinyml's make up. */
const compositions: TensorflowOperators = {
  ...convolution,
  ...fusedOperators,
  ...movement,
  ...nonlinearity,
  ...normalization,
  ...pooling,
  ...products,
  ...reduction,
};

/** All of TensorFlow's operators that can be translated, by their names. */
export const tensorflowOperators = (operators: OperatorTable): TensorflowOperators => {
  const own = [...operators.values()].map((operator) => slotOf(tensorflowSlot, operator) ?? {});
  return Object.assign({}, ...own, compositions) as TensorflowOperators;
};

export const structuralOperators: StructuralOperators = {
  ...controlOperators,
  ...listOperators,
  ...plainOperators,
};
