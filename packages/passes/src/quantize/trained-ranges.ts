import type { Constants, Graph, ValueId } from '@tinyml/core';
import { draftOf } from '../draft.ts';
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
  const draft = draftOf(graph, constants);
  const ranges = new Map<ValueId, Range>();
  for (const { id } of graph.nodes) {
    const node = draft.node(id);
    if (node?.op !== 'fake_quant' || node.attrs.numBits !== 8 || node.attrs.narrowRange) continue;
    const [input] = node.inputs;
    const [output] = node.outputs;
    if (input == null || output === undefined || !draft.isPrivate(input) || draft.constant(input) !== undefined)
      continue;
    const kept = draft.isObserved(output) ? output : input;
    if (draft.bypass(node, input)) ranges.set(kept, [node.attrs.min, node.attrs.max]);
  }
  return { graph: draft.finish(), ranges };
};
