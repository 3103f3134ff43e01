import { defineRule, rewrite, type Constants, type Graph, type ValueId } from '@tinyml/core';
import { bypass } from '../bypass.ts';
import type { Range } from './affine.ts';

export interface TrainedRanges {
  /** Without the fake_quant nodes whose ranges are taken. */
  readonly graph: Graph;
  readonly ranges: ReadonlyMap<ValueId, Range>;
}

/**
 * Quantisation-aware training leaves its ranges in fake_quant nodes. Before: y = fake_quant(x). After: x, with the range.
 * A fake_quant that is not of 8 bits, or whose operand is read by others too, stays as it is.
 */
export const trainedRanges = (graph: Graph, constants: Constants): TrainedRanges => {
  const ranges = new Map<ValueId, Range>();
  const take = defineRule({
    op: 'fake_quant',
    apply(node, view) {
      const [input] = node.inputs;
      const [output] = node.outputs;
      if (node.attrs.numBits !== 8 || node.attrs.narrowRange || input == null || output === undefined) return undefined;
      if (view.soleConsumer(input) === undefined || view.constant(input) !== undefined) return undefined;
      const removed = bypass(view, output, input);
      if (removed !== undefined) ranges.set(view.isObserved(output) ? output : input, [node.attrs.min, node.attrs.max]);
      return removed;
    },
  });
  return { graph: rewrite(graph, constants, [take]), ranges };
};
