import type { ChannelRule } from '@tinyml/passes';

/** Channels are the operand's where none is added. */
export const channels: ChannelRule = {
  link(node, links) {
    const amounts = links.numbers(node.inputs[1]);
    if (amounts?.at(-1) === 0 && amounts.at(-2) === 0) links.channelwise(node, 1);
    else links.keepAll(node);
  },
};
