import { isNode } from '@tinyml/core';
import type { ChannelRule } from '@tinyml/passes';

/** A computed shape cannot be made that of fewer channels. */
export const channels: ChannelRule = {
  link(node, links) {
    const [, shape] = node.inputs;
    if (shape == null || links.isConstant(shape)) links.inOrder(node);
    else links.keepAll(node);
  },
  shapeOperand: 1,
  attributesFor: (node, [result]) =>
    isNode(node, 'reshape') && node.attrs.newShape !== undefined && result !== undefined
      ? { newShape: result.shape }
      : node.attrs,
};
