import { isNode, resolveAxis } from '@tinyml/core';
import type { ChannelRule } from '@tinyml/passes';

/** Along the last axis the result's channels are those of one operand after another. */
export const channels: ChannelRule = {
  link(node, links) {
    const [result] = node.outputs;
    if (!isNode(node, 'concatenation') || result === undefined) return;
    const rank = links.type(result).shape.length;
    if (resolveAxis(node.attrs.axis, rank) < rank - 1) {
      links.channelwise(node, node.inputs.length);
      return;
    }
    let start = 0;
    for (const id of node.inputs) {
      if (id === null) continue;
      for (let c = 0; c < links.channels(id); c++) links.together(result, start + c, id, c);
      start += links.channels(id);
    }
  },
};
