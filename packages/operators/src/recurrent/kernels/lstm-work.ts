import { elementCount } from '@tinyml/core';
import type { Work } from '../../kernel/kernel-cost.ts';
import { position } from '../lstm-operands.ts';
import { isCoupled, type LstmCall } from './lstm-call.ts';

/** Work of all steps: products of weights, sums that they go into, and cells with their activations. */
export const lstmWork = (call: LstmCall): Work & Readonly<Record<'product' | 'sum' | 'cell', number>> => {
  const { batch, cells, inputs, operands, outputs, steps } = call;
  const vectors = batch * steps;
  const rows = (isCoupled(call) ? 3 : 4) * cells;
  const projection = operands[position.projection];
  return {
    product: vectors * (rows * (inputs + outputs) + (projection == null ? 0 : elementCount(projection.type.shape))),
    sum: vectors * (2 * rows + (projection == null ? 0 : outputs)),
    cell: vectors * cells,
  };
};
