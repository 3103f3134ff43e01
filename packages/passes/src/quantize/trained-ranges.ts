import { defineRule, rewrite, type Constants, type Graph, type ValueId } from '@tinyml/core';
import { bypass } from '../bypass.ts';
import type { Range } from './affine.ts';

export interface TrainedRanges {
  /** Without the fake_quant nodes whose ranges are taken. */
  readonly graph: Graph;
  readonly ranges: ReadonlyMap<ValueId, Range>;
}

/** Our own quantisation-aware training writes the ranges of computed tensors and inputs as intents. */
const intendedRanges = (graph: Graph): Map<ValueId, Range> => {
  const ranges = new Map<ValueId, Range>();
  for (const { id, data, intent } of graph.values.values()) {
    const [range, ...others] = intent?.range ?? [];
    if (data === undefined && intent?.dtype === 'int8' && range !== undefined && others.length === 0)
      ranges.set(id, range);
  }
  return ranges;
};

/** What a fake_quant has as attributes. */
interface FakeQuantAttributes {
  readonly min?: unknown;
  readonly max?: unknown;
  readonly numBits?: unknown;
  readonly narrowRange?: unknown;
}

/**
 * The ranges that quantisation-aware training found: intents, and fake_quant nodes of models trained elsewhere.
 * Before: y = fake_quant(x). After: x, with the range.
 * A fake_quant that is not of 8 bits, or whose operand is read by others too, stays as it is.
 */
export const trainedRanges = (graph: Graph, constants: Constants): TrainedRanges => {
  const ranges = intendedRanges(graph);
  const take = defineRule({
    op: 'fake_quant',
    apply(node, view) {
      const [input] = node.inputs;
      const [output] = node.outputs;
      const { min, max, numBits, narrowRange }: FakeQuantAttributes = node.attrs;
      if (numBits !== 8 || narrowRange !== false || input == null || output === undefined) return undefined;
      if (typeof min !== 'number' || typeof max !== 'number') return undefined;
      if (view.soleConsumer(input) === undefined || view.constant(input) !== undefined) return undefined;
      const removed = bypass(view, output, input);
      if (removed !== undefined) ranges.set(view.isObserved(output) ? output : input, [min, max]);
      return removed;
    },
  });
  return { graph: rewrite(graph, constants, [take]), ranges };
};
