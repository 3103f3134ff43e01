import { isNode, resolveAxis } from '@tinyml/core';
import type { ChannelRule } from '@tinyml/passes';

/** With computed indices any slice may be anywhere: along the last axis all channels are one. */
export const channels: ChannelRule = {
  range(node, ranges) {
    const [x, indices] = node.inputs;
    const [result] = node.outputs;
    if (!isNode(node, 'gather') || x == null || result === undefined || ranges.numbers(indices) !== undefined)
      return ranges.byTraits(node);
    const range = ranges.rangeOf(x);
    const rank = ranges.type(x).shape.length;
    if (resolveAxis(node.attrs.axis, rank) < rank - 1) return [range];
    const count = ranges.channels(result);
    const low = range.low.reduce((a, b) => Math.min(a, b), Infinity);
    const high = range.high.reduce((a, b) => Math.max(a, b), -Infinity);
    return [{ low: new Float64Array(count).fill(low), high: new Float64Array(count).fill(high) }];
  },
};
