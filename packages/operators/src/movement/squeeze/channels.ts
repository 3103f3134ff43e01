import { isNode } from '@tinyml/core';
import type { ChannelRule } from '@tinyml/passes';

/** Without a list of dimensions it would also drop that of a single channel that is left. */
export const channels: ChannelRule = {
  link(node, links) {
    if (isNode(node, 'squeeze') && node.attrs.squeezeDims.length > 0) links.inOrder(node);
    else links.keepAll(node);
  },
};
